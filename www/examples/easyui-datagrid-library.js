/** The same library as the number boxes'. */
require('./easyui-library.js')
