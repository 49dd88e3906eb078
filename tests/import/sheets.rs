//! Text that a page's style sheet hides, beside figures that are seen; and sheets that hide nothing, or make no sense.

use super::{HEADER, built_in, page_about, published};
use crate::{layouts, rendering};
use gouji::import::read;
use gouji::record::Record;

fn record(page: &[u8]) -> Record {
    read(page, &built_in()).unwrap()[0].record("zh-CN")
}

/// A row of a page with this sheet, each figure with `beside` next to it.
fn row(style: &str, beside: &str) -> Vec<String> {
    let cells: String = ["1", "2", "3", "4", "5", "6", "21"]
        .map(|figure| format!("<td>{figure}{beside}"))
        .concat();
    let table = format!("{HEADER}<tr><td colspan=3>四、结转下年度继续办理{cells}");
    let record = record(&page_about(style, &table));
    let text = |column: &&str| {
        let address = format!("requests.carried_out.{column}");
        record.cells.get(&address).unwrap_or("").to_owned()
    };
    layouts::COLUMNS.iter().map(text).collect()
}

const ALONE: [&str; 7] = ["1", "2", "3", "4", "5", "6", "21"];
/// With a 9 behind each, as it is read where it is seen.
const BOTH: [&str; 7] = ["19", "29", "39", "49", "59", "69", "219"];

fn check(expected: [&str; 7], cases: &[(&str, &str)]) {
    for (css, beside) in cases {
        let style = format!("<style>{css}</style>");
        assert_eq!(row(&style, beside), expected, "{css} {beside}");
    }
}

const NOTE: &str = "<span class=note>9</span>";

#[test]
fn text_that_a_class_hides_is_not_read() {
    let struck = "<font class='small Old'>9</font>";
    check(
        ALONE,
        &[
            (".note { display: none }", NOTE),
            ("<!-- .note{VISIBILITY:Hidden;color:red} -->", NOTE),
            (
                "/* } */ p{margin:0} SPAN.note{display:none!important}",
                NOTE,
            ),
            ("p, table td > .note, .x { font-size: 0px }", NOTE),
            (".note{display:inline} .note{display:none", NOTE),
            (
                ".num{display:inline-block} .note{display:none !important}",
                "<b class='num note'>9</b>",
            ),
            (
                ".note{display:none} .note::after{display:block;content:'}'}",
                NOTE,
            ),
            (
                ".note{display:none} a:hover .note, .note:hover{display:inline}",
                NOTE,
            ),
            ("@charset 'utf-8'; .注{display:none}", "<i class=注>9</i>"),
            (
                "span.Hidden{mso-style-name:\"x\";mso-hide:all}",
                "<span class=Hidden>9</span>",
            ),
            (".Old{text-decoration: line-through red}", struck),
            (
                ".note{display:none}",
                "<span class=note><b>9</b><br>8</span>",
            ),
            ("", "<span style='font-size:0'>9</span>"),
            ("", "<span style='mso-hide : all'>9</span>"),
        ],
    );
}

#[test]
fn text_that_a_sheet_may_show_is_read() {
    check(
        BOTH,
        &[
            (".note{display:none} .note{display:inline}", NOTE),
            (".note{display:none} #t .note{display:inline}", NOTE),
            (".note{display:none} .note.open{display:inline}", NOTE),
            (".note{display:none} td .note{display:inline}", NOTE),
            ("@media print { .note{display:none} }", NOTE),
            ("@media print { p{margin:0} } .other{display:none}", NOTE),
            (".menu .note{display:none}", NOTE),
            ("nav .note{display:none}", NOTE),
            ("body > .note{display:none}", NOTE),
            ("p + .note{display:none}", NOTE),
            ("b.note{display:none}", NOTE),
            (".Note{display:none}", NOTE),
            (".note.last{display:none}", NOTE),
            (".note:empty{display:none}", NOTE),
            (".note{font-size:0.8em}", NOTE),
            (".note{font-size:10px}", NOTE),
            (".note{color:white}", NOTE),
            (
                ".note{display:none}",
                "<span class=note style='display:inline'>9</span>",
            ),
            (
                "",
                "<span style='visibility:hidden'><b style='visibility:visible'>9</b></span>",
            ),
            (
                "",
                "<span style='font-size:0'><font style='font-size:14px'>9</font></span>",
            ),
        ],
    );
    for media in ["print", "print, speech", "(max-width: 9px)"] {
        let style = format!("<style media='{media}'>.note{{display:none}}</style>");
        assert_eq!(row(&style, NOTE), BOTH, "{media}");
    }
    for media in ["", "all", "Screen", "print, screen"] {
        let style = format!("<style media='{media}'>.note{{display:none}}</style>");
        assert_eq!(row(&style, NOTE), ALONE, "{media}");
    }
}

#[test]
fn the_mark_of_a_footnote_is_no_digit() {
    let mark = "<span class=mark>1</span>";
    check(
        ALONE,
        &[
            ("td .mark { Vertical-Align: SUPER }", mark),
            (
                ".mark{vertical-align:super;font-size:60%}",
                "<a class=mark>1</a>",
            ),
            (
                ".mark{vertical-align:super}",
                "<b class=mark><i>[1]</i></b>",
            ),
            ("", "<font style='vertical-align:super'>1</font>"),
            ("", "<sup>1</sup>"),
        ],
    );
    check(
        ["11", "21", "31", "41", "51", "61", "211"],
        &[
            (".mark{vertical-align:middle}", mark),
            (
                ".mark{vertical-align:super} .mark{vertical-align:baseline}",
                mark,
            ),
            (
                ".mark{vertical-align:super} #t .mark{vertical-align:0}",
                mark,
            ),
            (".menu .mark{vertical-align:super}", mark),
            (
                ".mark{vertical-align:super}",
                "<span class=mark style='vertical-align:baseline'>1</span>",
            ),
        ],
    );
}

#[test]
fn tables_in_panes_that_a_script_shows_are_read() {
    let report = published().swap_remove(0);
    let page = rendering::page(&report.title, &report.sections);
    for (ways, pane) in [
        ("display:none", "div"),
        ("visibility:hidden", "div"),
        ("display:none", "span"),
    ] {
        let css = format!("<style>.pane, tr, td, table, p {{ {ways} }}</style>");
        let page = page
            .replace("<table", &format!("{css}<{pane} class=pane><table"))
            .replace("</table>", &format!("</table></{pane}>"));
        let (wrong, missing) = super::differences(&report, page.as_bytes());
        assert_eq!((wrong, missing), (Vec::new(), Vec::new()), "{ways} {pane}");
    }
}

#[test]
fn sheets_that_make_no_sense_hide_nothing_but_what_they_say() {
    check(
        BOTH,
        &[
            ("/* .note{display:none}", NOTE),
            (".x{color:red .note{display:none}", NOTE),
            (".x{color:red .note{display:none} } }", NOTE),
            ("; } { .note display:none }", NOTE),
            (".x; .note", NOTE),
            (
                ".{display:none} ..note{display:none} .note {:none;display}",
                NOTE,
            ),
            ("@media print { .note{display:none}", NOTE),
        ],
    );
    check(
        ALONE,
        &[
            ("} ; } .note{display:none}", NOTE),
            (".x{content:'} .y{} \n} .note{display:none}", NOTE),
        ],
    );
}

#[test]
fn megabytes_of_a_sheet_are_read_in_one_go() {
    for piece in [
        "{",
        "}",
        ";",
        "/*",
        "*/",
        "\"",
        "\\",
        ".a{",
        "a,",
        "<!--",
        " ",
        ".a{display:block}",
        "@a{",
        ".a.a",
        "[.a",
        "a > ",
        ".a{display:none}td .a{display:none}",
    ] {
        let css = format!(
            "{} .b{{display:block}}",
            piece.repeat((1 << 20) / piece.len())
        );
        let beside = "<i class='a b'></i>";
        assert_eq!(
            row(&format!("<style>{css}</style>"), beside),
            ALONE,
            "{piece}"
        );
    }
}
