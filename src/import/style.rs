//! A tag of a web page, and the page's style sheets → whether its text is seen, and on the line. Knows declarations and the selectors that
//! are plain enough to be sure of; has never heard of tables or of what the text says. Where it isn't sure, text is seen and on the line.

use html5ever::tokenizer::Tag;
use std::collections::BTreeMap;

/// Elements within a line: only these are hidden by a class. Larger ones may be panes that the page's script shows.
const INLINE: &[&str] = &[
    "a", "b", "em", "font", "i", "label", "small", "span", "strong", "sub", "sup", "u",
];
/// Elements that every page has, written or not.
const AROUND_PAGE: &[&str] = &["html", "body"];
/// Elements that every cell is in, written or not, and the cell.
const AROUND_TEXT: &[&str] = &["table", "tbody", "tr", "td"];

/// Ways to hide text, a bit each; a declaration that outdoes others has its bit above [`IMPORTANT`].
const DISPLAY: u16 = 1;
const VISIBILITY: u16 = 1 << 1;
const SIZE: u16 = 1 << 2;
/// How Word marks what it hides.
const WORD: u16 = 1 << 3;
/// What is struck out is no longer said.
const STRUCK: u16 = 1 << 4;
/// By a class, which a table inside it doesn't heed: it may be shown by script.
const FOLDED: u16 = 1 << 5;
/// Not hidden, but above the line, as the mark of a footnote.
const RAISED: u16 = 1 << 6;
const IMPORTANT: u32 = 8;
const EVERY_WAY: u16 = (1 << IMPORTANT) - 1;
/// What an element inside may take back.
const TAKEN_BACK: u16 = VISIBILITY | SIZE;

/// In which ways an open element's text is hidden.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hiding(u16);

impl Hiding {
    /// Nothing in it can be seen.
    pub(super) const WHOLE: Hiding = Hiding(DISPLAY);

    pub(super) fn is_unseen(self) -> bool {
        self.0 != 0
    }

    /// Whether there is room where it stands: a cell that can't be seen moves no other.
    pub(super) fn keeps_place(self) -> bool {
        self.0 == VISIBILITY
    }
}

/// What declarations say of the ways to hide.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Ways {
    hides: u16,
    shows: u16,
}

impl Ways {
    /// Of two declarations about one way, the later stands.
    fn of(text: &str) -> Ways {
        let mut ways = Ways::default();
        for (property, value) in declarations(text) {
            let (value, shift) = match value.split_once('!') {
                Some((value, _)) => (value.trim_end(), IMPORTANT),
                None => (value, 0),
            };
            if let Some((way, hides)) = way(property, value) {
                let (way, none) = (way << shift, 0);
                let (hides, shows) = if hides { (way, none) } else { (none, way) };
                ways = ways.then(Ways { hides, shows });
            }
        }
        ways
    }

    fn then(self, later: Ways) -> Ways {
        Ways {
            hides: (self.hides & !later.shows) | later.hides,
            shows: (self.shows & !later.hides) | later.shows,
        }
    }

    fn with(self, other: Ways) -> Ways {
        Ways {
            hides: self.hides | other.hides,
            shows: self.shows | other.shows,
        }
    }

    fn hidden(self) -> u16 {
        self.standing() & !RAISED
    }

    /// The ways that are said, and that nothing of the same weight takes back.
    fn standing(self) -> u16 {
        let surely = (self.hides & !self.shows) >> IMPORTANT;
        let usually = self.hides & !self.shows & !(self.shows >> IMPORTANT);
        (surely | usually) & EVERY_WAY
    }
}

/// `display: none; color: red` → each property with its value.
fn declarations(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = text.split(';').filter_map(|one| one.split_once(':'));
    pairs.map(|(property, value)| (property.trim(), value.trim()))
}

/// The way that a property is about, and whether its value hides or raises.
fn way(property: &str, value: &str) -> Option<(u16, bool)> {
    let is = |name: &str| property.eq_ignore_ascii_case(name);
    let any = |values: &[&str]| values.iter().any(|one| value.eq_ignore_ascii_case(one));
    if is("display") {
        Some((DISPLAY, any(&["none"])))
    } else if is("visibility") {
        Some((VISIBILITY, any(&["hidden", "collapse"])))
    } else if is("font-size") {
        let figure = value.trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%');
        let is_nothing = |sign: char| matches!(sign, '0' | '.');
        Some((SIZE, figure.contains('0') && figure.chars().all(is_nothing)))
    } else if is("mso-hide") {
        Some((WORD, any(&["all"])))
    } else if is("text-decoration") || is("text-decoration-line") {
        let line_through = |word: &str| word.eq_ignore_ascii_case("line-through");
        Some((STRUCK, value.split_ascii_whitespace().any(line_through)))
    } else if is("vertical-align") {
        Some((RAISED, any(&["super"])))
    } else {
        None
    }
}

/// What selectors say of a class.
#[derive(Debug, Default)]
struct Class {
    /// By `span.class`, `td .class`: the tag or "", whether only in a cell; one of each, so that they are few.
    rules: Vec<(&'static str, bool, Ways)>,
    /// What shows it by selectors that aren't understood.
    shows: u16,
}

/// The classes of a page's style sheets that hide or show text.
#[derive(Debug, Default)]
pub(super) struct Sheets {
    classes: BTreeMap<String, Class>,
}

impl Sheets {
    /// Whether the page is drawn by a `<style>` with this tag, rather than its print or nothing.
    pub(super) fn heeds(tag: &Tag) -> bool {
        let drawn = |media: &str| {
            let each = media.split(',').map(str::trim);
            media.trim().is_empty() || each.into_iter().any(|one| matches!(one, "all" | "screen"))
        };
        attribute(tag, "media").is_none_or(|media| drawn(&media.to_ascii_lowercase()))
    }

    /// Takes in the text of a `<style>`.
    pub(super) fn learn(&mut self, css: &str) {
        for (selectors, declarations) in blocks(&without_comments(css)) {
            // What is nested may belong to anything.
            let ways = Ways::of(declarations.split('{').next().unwrap_or(""));
            let is_plain = !selectors.starts_with('@') && !declarations.contains('{');
            if is_plain && ways != Ways::default() {
                for selector in selectors.split(',') {
                    self.learn_rule(selector.trim(), ways);
                }
            }
        }
    }

    fn learn_rule(&mut self, selector: &str, ways: Ways) {
        let passing = [":hover", ":focus", ":active", "::", ":before", ":after"];
        if passing.iter().any(|state| selector.contains(state)) {
            return;
        }
        if let Some((tag, class, in_cell)) = plain(selector) {
            let is = |name: &&&str| name.eq_ignore_ascii_case(tag);
            let Some(tag) = INLINE.iter().chain(&[""]).find(is) else {
                return;
            };
            let rules = &mut self.classes.entry(class.to_owned()).or_default().rules;
            let same = |rule: &&mut (&str, bool, Ways)| (rule.0, rule.1) == (*tag, in_cell);
            match rules.iter_mut().find(same) {
                Some(rule) => rule.2 = rule.2.then(ways),
                None => rules.push((*tag, in_cell, ways)),
            }
        } else if ways.shows != 0 {
            let subject = if selector.contains(['[', '(']) {
                selector
            } else {
                selector.rsplit(is_between).next().unwrap_or("")
            };
            for class in subject.split('.').skip(1) {
                let class = class.split(|sign: char| !is_name(sign)).next();
                let class = class.unwrap_or("").to_owned();
                self.classes.entry(class).or_default().shows |= ways.shows;
            }
        }
    }

    /// How the text of an element is hidden that opens inside another, and whether it stands above the line.
    pub(super) fn drawn(
        &self,
        outer: Hiding,
        tag: &Tag,
        in_cell: impl Fn() -> bool,
    ) -> (Hiding, bool) {
        let name: &str = tag.name.as_ref();
        let outer = if name == "table" {
            outer.0 & !FOLDED
        } else {
            outer.0
        };
        if outer & !TAKEN_BACK != 0 {
            return (Hiding(outer), false);
        }
        if attribute(tag, "hidden").is_some() {
            return (Hiding::WHOLE, false);
        }
        let own = attribute(tag, "style").map_or_else(Ways::default, Ways::of);
        let Some(inline) = INLINE.iter().find(|inline| **inline == name) else {
            // What has no size may hold what has its own.
            let hiding = match own.hidden() & !SIZE {
                0 => outer,
                VISIBILITY if matches!(name, "td" | "th") => outer | VISIBILITY,
                _ => outer | DISPLAY,
            };
            return (Hiding(hiding), false);
        };
        let mut classes = self.of_classes(inline, tag, in_cell);
        classes.shows |= own.shows;
        let (by_class, by_itself) = (classes.hidden(), own.hidden());
        let shown = (classes.shows | classes.shows >> IMPORTANT) & !by_class;
        let fold = if by_class & !TAKEN_BACK == 0 {
            0
        } else {
            FOLDED
        };
        let hiding = outer & !(shown & TAKEN_BACK) | by_class & TAKEN_BACK | fold | by_itself;
        let raised = name == "sup" || (own.standing() | classes.standing()) & RAISED != 0;
        (Hiding(hiding), raised)
    }

    fn of_classes(&self, inline: &str, tag: &Tag, in_cell: impl Fn() -> bool) -> Ways {
        let mut ways = Ways::default();
        if self.classes.is_empty() {
            return ways;
        }
        let mut is_in_cell = None;
        let names = attribute(tag, "class")
            .unwrap_or("")
            .split_ascii_whitespace();
        for class in names.filter_map(|name| self.classes.get(name)) {
            ways.shows |= class.shows;
            for (tag, only_in_cell, said) in &class.rules {
                let of_tag = tag.is_empty() || *tag == inline;
                if of_tag && (!only_in_cell || *is_in_cell.get_or_insert_with(&in_cell)) {
                    ways = ways.with(*said);
                }
            }
        }
        ways
    }
}

/// `td span.class` → its tag or "", its class, and whether only in a cell; none for selectors that say more.
fn plain(selector: &str) -> Option<(&str, &str, bool)> {
    let mut steps = selector.rsplit(is_between).filter(|step| !step.is_empty());
    let (tag, class) = steps.next()?.split_once('.')?;
    let tag = if tag == "*" { "" } else { tag };
    if class.is_empty() || !tag.chars().chain(class.chars()).all(is_name) {
        return None;
    }
    let mut in_cell = false;
    for step in steps {
        let is = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(step));
        in_cell |= is(AROUND_TEXT);
        // What the page itself holds directly stands in no cell.
        if !is(AROUND_TEXT) && (!is(AROUND_PAGE) || selector.contains('>')) {
            return None;
        }
    }
    (!selector.contains(['+', '~'])).then_some((tag, class, in_cell))
}

fn is_between(sign: char) -> bool {
    sign.is_ascii_whitespace() || matches!(sign, '>' | '+' | '~')
}

fn is_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_') || !sign.is_ascii()
}

/// Without comments, and without the marks that hide a sheet from browsers that know none. One that isn't closed reaches
/// to the end.
fn without_comments(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        kept.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept.replace("<!--", "").replace("-->", "")
}

/// `selectors { declarations }`, as they follow each other; a last one need not be closed.
fn blocks(css: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let (mut start, mut open, mut depth) = (0, 0, 0_usize);
    let (mut quote, mut escaped) = (None, false);
    let mut take = |start: usize, open: usize, end: usize| {
        if let (Some(selectors), Some(text)) = (css.get(start..open), css.get(open + 1..end)) {
            found.push((selectors.trim(), text));
        }
    };
    for (place, sign) in css.bytes().enumerate() {
        if escaped || sign == b'\\' {
            escaped = !escaped;
        } else if quote.is_some() {
            // A quotation ends with its line at the latest.
            quote = quote.filter(|quote| *quote != sign && sign != b'\n');
        } else if matches!(sign, b'"' | b'\'') {
            quote = Some(sign);
        } else if sign == b'{' {
            if depth == 0 {
                open = place;
            }
            depth += 1;
        } else if sign == b'}' {
            if depth == 1 {
                take(start, open, place);
            }
            depth = depth.saturating_sub(1);
        }
        if depth == 0 && quote.is_none() && matches!(sign, b'}' | b';') {
            start = place + 1;
        }
    }
    if depth == 1 {
        take(start, open, css.len());
    }
    found
}

pub(super) fn attribute<'a>(tag: &'a Tag, name: &str) -> Option<&'a str> {
    let mut attributes = tag.attrs.iter();
    let attribute = attributes.find(|attribute| *attribute.name.local == *name)?;
    Some(&attribute.value)
}
