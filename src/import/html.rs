//! A web page → blocks. Also what Word, Excel and editors save as a web page.

use super::document::Block;
use super::error::ImportError;
use super::flow::Flow;
use super::style::{Hiding, Sheets, attribute};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;

/// Elements whose end tag is never written.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];
/// Elements that begin and end a line.
const LINES: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];
/// Elements whose text is not the page's.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "noscript", "rt", "rp", "svg", "iframe", "object", "noembed",
    "noframes", "xml", "datalist", // What is struck out is no longer said.
    "del", "s", "strike",
];
/// Open elements that are remembered; deeper ones only lose their hiding.
const MAX_OPEN: usize = 256;

/// Reads a web page: its blocks, and the title that the browser's tab shows.
pub(super) fn read(text: &str) -> Result<(Vec<Block>, Option<String>), ImportError> {
    let input = BufferQueue::default();
    // The parser counts in 32 bits, and a file is shorter.
    input.push_back(StrTendril::from_slice(text));
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let page = tokenizer.sink.page.into_inner();
    let title = page.title.trim().to_owned();
    let blocks = with_preformatted(page.flow.finish()?);
    Ok((blocks, (!title.is_empty()).then_some(title)))
}

/// Preformatted lines are text as it is pasted: with tables between tabs, or drawn with signs.
fn with_preformatted(blocks: Vec<Block>) -> Vec<Block> {
    let laid_out = |line: &str| line.contains('\t') || line.starts_with(['┌', '╔', '┏', '+']);
    let is_laid_out = |block: &Block| matches!(block, Block::Line(text) if laid_out(text));
    if !blocks.iter().any(is_laid_out) {
        return blocks;
    }
    let is_line = |block: &Block| matches!(block, Block::Line(_));
    let mut found = Vec::with_capacity(blocks.len());
    for run in blocks.chunk_by(|one, next| is_line(one) == is_line(next)) {
        let lines = run.iter().filter_map(|block| match block {
            Block::Line(text) => Some(text.as_str()),
            Block::Table(_) => None,
        });
        let lines: Vec<&str> = lines.collect();
        if run.iter().any(is_laid_out) {
            found.extend(super::pasted::tables(&lines));
        } else {
            found.extend_from_slice(run);
        }
    }
    found
}

#[derive(Default)]
struct Sink {
    page: RefCell<Page>,
}

/// An open element.
struct Open {
    name: String,
    hiding: Hiding,
    /// What is in it stands above the line.
    raised: bool,
}

#[derive(Default)]
struct Page {
    flow: Flow,
    title: String,
    in_title: bool,
    open: Vec<Open>,
    sheets: Sheets,
    /// The text of the `<style>` that is open.
    sheet: Option<String>,
    /// The texts of a list to choose from, and which was chosen.
    choices: Option<(Vec<String>, usize)>,
    /// Whether the text ends in a space already.
    spaced: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.page.borrow_mut();
        match token {
            Token::CharacterTokens(text) => page.text(&text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page {
    fn text(&mut self, text: &str) {
        if self.in_title {
            self.title.push_str(text);
            return;
        }
        if let Some(sheet) = &mut self.sheet {
            sheet.push_str(text);
            return;
        }
        if self.hiding().is_unseen() {
            return;
        }
        if self.open.iter().any(|open| open.name == "pre") && self.choices.is_none() {
            // Lines and tabs are the page's own.
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    self.flow.end_line();
                }
                self.flow.text(line);
            }
            return;
        }
        let mut kept = String::with_capacity(text.len());
        for character in text.chars() {
            let space = matches!(character, ' ' | '\t' | '\n' | '\r' | '\u{c}');
            if !space {
                kept.push(character);
            } else if !self.spaced {
                kept.push(' ');
            }
            self.spaced = space;
        }
        if let Some((texts, _)) = &mut self.choices {
            if let Some(last) = texts.last_mut() {
                last.push_str(&kept);
            }
        } else if self.open.last().is_some_and(|open| open.raised) {
            self.flow.raised(&kept);
        } else {
            self.flow.text(&kept);
        }
    }

    fn hiding(&self) -> Hiding {
        self.open.last().map(|open| open.hiding).unwrap_or_default()
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name = tag.name.as_ref();
        match tag.kind {
            TagKind::StartTag => self.start(name, tag),
            TagKind::EndTag => {
                self.end(name);
                TokenSinkResult::Continue
            }
        }
    }

    fn start(&mut self, name: &str, tag: &Tag) -> TokenSinkResult<()> {
        self.end_implied(name);
        let outer = self.hiding();
        let in_cell = || self.open.iter().any(|open| open.name == "td");
        let (hiding, raised) = if UNSEEN.contains(&name) {
            (Hiding::WHOLE, false)
        } else {
            self.sheets.drawn(outer, tag, in_cell)
        };
        if name == "style" && !outer.is_unseen() && Sheets::heeds(tag) {
            self.sheet = Some(String::new());
        }
        if !VOID.contains(&name) && !tag.self_closing && self.open.len() < MAX_OPEN {
            let raised = raised || self.open.last().is_some_and(|open| open.raised);
            self.open.push(Open {
                name: name.to_owned(),
                hiding,
                raised: raised && !LINES.contains(&name),
            });
        }
        let is_cell = matches!(name, "td" | "th");
        if !hiding.is_unseen() || (is_cell && hiding.keeps_place() && !outer.is_unseen()) {
            self.start_seen(name, tag);
        }
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => {
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Cells and rows end where the next begins; their end tags may be left out.
    fn end_implied(&mut self, name: &str) {
        let ended: &[&str] = match name {
            "td" | "th" => &["td", "th"],
            "tr" => &["tr"],
            "tbody" | "thead" | "tfoot" => &["tbody", "thead", "tfoot", "tr"],
            "li" => &["li"],
            "p" => &["p"],
            _ => return,
        };
        let inside = |open: &Open| open.name == "table" || (name == "p" && open.name != "p");
        let start = self
            .open
            .iter()
            .rposition(inside)
            .map_or(0, |place| place + 1);
        let same = |open: &Open| ended.contains(&open.name.as_str());
        let open = self
            .open
            .get(start..)
            .unwrap_or_default()
            .iter()
            .position(same);
        if let Some(place) = open {
            self.open.truncate(start + place);
        }
    }

    fn start_seen(&mut self, name: &str, tag: &Tag) {
        let span =
            |name: &str| attribute(tag, name).and_then(|text| text.trim().parse::<usize>().ok());
        match name {
            // The title of a picture in the page is none of the page's.
            "title" => self.in_title = self.title.is_empty(),
            "table" => self.flow.start_table(),
            "tr" => self.flow.start_row(),
            "td" | "th" => {
                // As browsers do: 0 rows are all that follow, and there are limits.
                let rows = span("rowspan")
                    .map_or(1, |rows| if rows == 0 { 65_534 } else { rows.min(65_534) });
                let columns = span("colspan").unwrap_or(1).clamp(1, 1_000);
                self.flow.start_cell(rows, columns, false);
            }
            "br" => self.flow.end_line(),
            "input" => self.input(tag),
            "select" => self.choices = Some((Vec::new(), 0)),
            "option" => {
                if let Some((texts, chosen)) = &mut self.choices {
                    if attribute(tag, "selected").is_some() {
                        *chosen = texts.len();
                    }
                    texts.push(String::new());
                }
            }
            _ if LINES.contains(&name) => self.flow.end_line(),
            _ => return,
        }
        self.spaced = true;
    }

    /// Of a list to choose from the page shows what was chosen, the first where nothing was.
    fn end_choices(&mut self) {
        if let Some((texts, chosen)) = self.choices.take()
            && let Some(text) = texts.get(chosen)
        {
            self.flow.text(text.trim());
        }
    }

    /// A form that was saved with what was typed into it.
    fn input(&mut self, tag: &Tag) {
        let kind = attribute(tag, "type")
            .unwrap_or("text")
            .to_ascii_lowercase();
        if matches!(kind.as_str(), "text" | "number" | "tel" | "")
            && let Some(value) = attribute(tag, "value")
        {
            self.flow.text(value);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(sheet) = self.sheet.take() {
            self.sheets.learn(&sheet);
        }
        let mut unseen = self.hiding().is_unseen();
        if let Some(place) = self.open.iter().rposition(|open| open.name == name) {
            let ended = self.open.drain(place..).next();
            let keeps_place = ended.is_some_and(|open| open.hiding.keeps_place());
            unseen &= !keeps_place || self.hiding().is_unseen();
        }
        if name == "title" {
            self.in_title = false;
        }
        if unseen {
            return;
        }
        if matches!(name, "td" | "th" | "tr" | "table") {
            self.end_choices();
        }
        match name {
            "table" => self.flow.end_table(),
            "caption" => self.flow.end_caption(),
            "select" => self.end_choices(),
            "td" | "th" | "tr" => self.flow.end_cell(),
            _ if LINES.contains(&name) => self.flow.end_line(),
            _ => return,
        }
        self.spaced = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grid::{Grid, GridCell};

    #[test]
    fn cells_keep_their_places_and_their_text() {
        let page = "<title>页</title><p>一、<b>总体</b>情况<br>正文</p>\
            <table><caption>表</caption><tr><th rowspan=2>项目<th colspan='2'>数\n量\
            <tr><td>20<font>23</font><td style='display: none'>9<td>&nbsp;\
            <tr><td>甲<td style='visibility:hidden'>9</td><td>3</table>后";
        let (blocks, title) = read(page).unwrap();
        let grid = Grid {
            caption: Some("表".to_owned()),
            tagged: true,
            cells: vec![
                GridCell::at(0, 0, "项目").spanning(2, 1),
                GridCell::at(0, 1, "数 量").spanning(1, 2),
                GridCell::at(1, 1, "2023"),
                GridCell::at(1, 2, ""),
                GridCell::at(2, 0, "甲"),
                GridCell::at(2, 1, ""),
                GridCell::at(2, 2, "3"),
            ],
            ..Grid::default()
        };
        let line = |text: &str| Block::Line(text.to_owned());
        let expected = [
            line("一、总体情况"),
            line("正文"),
            Block::Table(grid),
            line("后"),
        ];
        assert_eq!(blocks, expected);
        assert_eq!(title.as_deref(), Some("页"));
    }

    #[test]
    fn a_table_that_frames_the_page_flows() {
        let page = "<table><tr><td>导航<td>标题<table><tr><td>规章<td>1<tr><td>规范<td>2</table>尾</table>";
        let (blocks, _) = read(page).unwrap();
        let kinds: Vec<bool> = blocks
            .iter()
            .map(|block| matches!(block, Block::Table(_)))
            .collect();
        assert_eq!(kinds, [false, false, true, false]);
    }
}
