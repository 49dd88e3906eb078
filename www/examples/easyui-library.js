/** EasyUI asks for a global jQuery, of which it brings its own, and for a script that is not strict. */
window.jQuery = window.$ = require('jquery-easyui/js/jquery.min.js')
require('jquery-easyui/js/jquery.easyui.min.js')
