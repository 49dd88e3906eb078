/**
 * Texts that would run, or become elements, wherever a page took them for markup: of each kind of attack one or more. All
 * call `ran()`. Must not know: where they are put.
 */

export const PAYLOADS = [
  // Elements that run by themselves, or by their events.
  '<script>ran()</script>', '<ScRiPt>ran()</sCrIpT>', '<script/x>ran()</script>', '<script src="data:text/javascript,ran()"></script>',
  '<img src=x onerror=ran()>', '<img/src=x/onerror=ran()>', '<image src=x onerror=ran()>', '<svg onload=ran()>', '<svg><animate onbegin=ran() attributeName=x dur=1s>',
  '<body onload=ran()>', '<input autofocus onfocus=ran()>', '<details open ontoggle=ran()>', '<video><source onerror=ran()></video>', '<audio src=x onerror=ran()>',
  '<marquee onstart=ran()>', '<iframe srcdoc="<script>parent.ran()</script>"></iframe>', '<iframe src="javascript:parent.ran()"></iframe>',
  '<object data="data:text/html,<script>parent.ran()</script>"></object>', '<embed src="javascript:ran()">', '<x onclick=ran() tabindex=1 autofocus onfocus=ran()>x</x>',
  '<form action="javascript:ran()"><button>x</button></form>', '<a href="javascript:ran()">x</a>', '<a href="java\tscript:ran()">x</a>', '<base href="javascript:/ran()//">',
  '<meta http-equiv="refresh" content="0;url=javascript:ran()">', '<link rel=stylesheet href="data:text/css,*{color:red}">', '<isindex type=image src=1 onerror=ran()>',
  // Out of what they may stand in: an attribute, a text element, a comment, a script, a style, a CDATA section.
  '"><img src=x onerror=ran()>', '\'><img src=x onerror=ran()>', '" onfocus="ran()" autofocus="', '\' onfocus=\'ran()\' autofocus=\'', '` onfocus=ran() autofocus', 'x onfocus=ran() autofocus ',
  '</title><script>ran()</script>', '</textarea><img src=x onerror=ran()>', '</style><img src=x onerror=ran()>', '</script><script>ran()</script>', '--><img src=x onerror=ran()>',
  '--!><img src=x onerror=ran()>', '<!--><img src=x onerror=ran()>-->', ']]><img src=x onerror=ran()>', '<!-- ', '<![CDATA[', '</option></select><img src=x onerror=ran()>',
  // What a parser makes of it the second time.
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=ran()&gt;">', '<svg></p><style><a id="</style><img src=1 onerror=ran()>">',
  '<noscript><p title="</noscript><img src=x onerror=ran()>">', '<form><math><mtext></form><form><mglyph><style></math><img src onerror=ran()>',
  '<template><script>ran()</script></template>', '<table><td><form><table><td></form><img src=x onerror=ran()>', '<xmp><p title="</xmp><img src=x onerror=ran()>">',
  '<svg><style><img src=x onerror=ran()></style></svg>', '<math href="javascript:ran()">x</math>', '<svg><a xlink:href="javascript:ran()"><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>ran()</script></svg>#x"></use></svg>', '<select><noembed></select><script>ran()</script></noembed>',
  // By another writing.
  '&lt;img src=x onerror=ran()&gt;', '&#60;img src=x onerror=ran()&#62;', '&#x3c;script&#x3e;ran()&#x3c;/script&#x3e;', '&amp;lt;script&amp;gt;ran()&amp;lt;/script&amp;gt;', '%3Cscript%3Eran()%3C/script%3E',
  '\\u003cscript\\u003eran()\\u003c/script\\u003e', '\\x3cscript\\x3eran()\\x3c/script\\x3e', '+ADw-script+AD4-ran()+ADw-/script+AD4-', '＜script＞ran()＜/script＞', '<\u0000script>ran()</script>', '<scr<script>ipt>ran()</scr</script>ipt>',
  '\u202e<script>ran()</script>', '\ufeff<script>ran()</script>', '¼script¾ran()¼/script¾',
  // Addresses, styles, templates, code, formulas.
  'javascript:ran()', 'JaVaScRiPt:ran()', 'data:text/html,<script>ran()</script>', 'vbscript:ran()', '<div style="background:url(javascript:ran())">', '<style>@import "javascript:ran()";</style>',
  'x{}*{background:url(//localhost/leak)}', '"}*{color:red}.x{content:"', '{{constructor.constructor("ran()")()}}', '${ran()}', '#{ran()}', '<%= ran() %>', "');ran();//", '";ran();//', '=HYPERLINK("javascript:ran()","x")',
]
