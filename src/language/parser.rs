//! Lines → what they say. The grammar of the pack language:
//!
//! ```text
//! pack      = report-line { statement }                       one statement a line; what belongs to it is indented
//! report    = "report" pack-name label
//!             "version" text | "years" year "on" | "years" year "to" year | "extends" pack-name | blank
//! statement = table | figure | figures | rule | fact | roll-up | change | example
//!
//! label     = text { "or" text } { language text }            "总计" or "合计" en "Total"
//!
//! table     = "table" name label [ "like" table ]           what it doesn't say itself is as in the other table
//!               "cells" { modifier } | blank | "columns" { line } | "rows" { line }
//! line      = name label { modifier } [ "=" total ]  { line }  lines under a row are 其中: part of it
//!           | "group" name [ label ] [ open ] { modifier }   { line | "rows" "like" text { modifier } }
//! open      = "open" [ "by" "code" number { "," number } [ tolerance ] [ "as" level ] ]
//! modifier  = kind | "in" unit | unit | "required" [ level ] | "not" "required" | "weight" number | "trusted"
//!           | "never" "wrong" | "not" "counted" | "subtracted"
//! kind      = "count" | "integer" | "amount" [ number "decimals" ] [ "may" "be" "negative" ]
//!           | "percent" [ number "decimals" ] | "year" | "date" | "text" | "one" "of" text { "," text }
//! total     = ( "sum" "of" "all" ( "before" | "after" | "below" ) "it" | sum ) [ "except" name { "," name } ] [ tolerance ] [ "as" level ]
//! figure    = "figure" line ;  figures = "figures" { line }
//!
//! rule      = ( "rule" | "warning" | "notice" ) name label
//!               { each | "where" path { "," path } "exists" | blank | language text | formula }
//! each      = "for" "each" ( "row" | "column" | "cell" ) "of" table { "," each }
//!             [ "in" name { "," name } ] [ "except" name { "," name } ] [ "named" text ]
//! blank     = [ "left" | "right" ] "blank" ( "waits" | "is" "zero" ) [ "unless" "all" "are" "blank" ]
//! formula   = test
//! test      = and { "or" and } ;  and = negation { "and" negation } ;  negation = "not" negation | condition
//! condition = "if" test "then" test [ "else" test ]
//!           | sum { relation sum } [ tolerance ] | sum "is" ( "given" | "blank" )
//!           | quantity "of" sum { "," sum } ( "is" | "are" ) "given"
//! quantity  = "at" "most" "one" | "at" "least" "one" | "exactly" "one" | "all" "or" "none"
//! tolerance = "within" number | "rounded" | "truncated"
//! sum       = product { ( "+" | "-" ) product } ;  product = factor { ( "*" | "/" ) factor }
//! factor    = "-" factor | number [ "%" ] | text | path | "(" test ")" | function "(" sum { "," sum } ")"
//!           | "sum" "of" part | "sum" "of" "(" part { "," part } ")"
//! part      = path [ "to" path ] | "lines" "named" text
//! function  = "abs" | "min" | "max" | "round"
//! path      = name { "." name }
//!
//! fact      = "fact" name [ "in" text ] [ "expected" ] text { "or" text }
//! roll-up   = "roll" "up" name { "," name } [ tolerance ] [ label ] [ "as" level ]
//! change    = "switch" "off" rule-address | "set" rule-address "to" level
//! example   = "example" text
//!               { cells | "previous" { cells } | "part" { cells } | "absent" address { "," address }
//!               | "prose" text text | expectation }
//! cells     = address [ "=" ] value | table { row { value } | "others" value }     value = number | text | "_"
//! expectation = "passes" | "breaks" rule-address { "," rule-address } | "repair" address "=" number
//!           | "reads" address text "as" number
//! ```
//!
//! Keywords are contextual: what stands where a name must stand is a name, so that a row may be called `new` and a
//! column `previous`. A line that can't be read is one mistake; reading goes on with the next line.

mod cursor;
mod example;
mod formula;
mod header;
mod line;
mod modifier;
mod rule;

use super::diagnostic::{Code, Expected, Mistakes, Span};
use super::layout::Block;
use super::suggest::closest;
use super::syntax::{Item, PackSyntax};
use cursor::Cursor;

/// The words that a statement can begin with.
const STATEMENTS: [&str; 13] = [
    "report", "version", "years", "extends", "blank", "table", "figure", "figures", "rule",
    "warning", "notice", "fact", "example",
];

/// Reads a pack's lines. Every line that can't be read is in `mistakes`; the rest is returned.
pub(super) fn parse(source: usize, blocks: &[Block], mistakes: &mut Mistakes) -> PackSyntax {
    let mut pack = PackSyntax::default();
    let mut reported = false;
    for block in blocks {
        let mut cursor = Cursor::new(block, mistakes);
        let word = cursor.peek_word().unwrap_or_default().to_string();
        let before = cursor.mistakes.count();
        if word == "report" && !reported {
            reported = true;
            header::report(&mut cursor, &mut pack);
        } else {
            statement(&word, &mut cursor, &mut pack);
        }
        cursor.finish(before);
    }
    if !reported {
        let start = Span {
            source,
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
        };
        let span = blocks.first().map_or(start, Block::span);
        mistakes
            .note(Code::NoReport, span)
            .expected(Expected::Report);
    }
    pack
}

fn statement(word: &str, cursor: &mut Cursor, pack: &mut PackSyntax) {
    let item = match word {
        "report" | "version" | "years" | "extends" | "blank" | "source" => {
            return header::property(word, cursor, pack);
        }
        "figures" => {
            return pack.items.extend(
                line::figures(cursor)
                    .into_iter()
                    .map(Box::new)
                    .map(Item::Figure),
            );
        }
        "table" => line::table(cursor).map(Item::Table),
        "figure" => line::figure(cursor).map(Box::new).map(Item::Figure),
        "rule" | "warning" | "notice" => rule::rule(cursor).map(Item::Rule),
        "fact" => rule::fact(cursor).map(Item::Fact),
        "roll" => rule::roll_up(cursor).map(Item::RollUp),
        "switch" | "set" => header::change(cursor).map(Item::Change),
        "example" => example::example(cursor).map(Item::Example),
        _ => {
            let span = cursor.here();
            let known = STATEMENTS.into_iter().chain(["roll", "switch", "set"]);
            let found = cursor.shown();
            let mistake = cursor.mistakes.note(Code::UnknownStatement, span);
            mistake.part("found", found).suggest(closest(word, known));
            return cursor.skip();
        }
    };
    pack.items.extend(item);
}
