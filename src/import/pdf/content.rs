//! A page's content → where its characters stand and which lines it draws.

use super::super::error::ImportError;
use super::super::layout::{Glyph, Page, Rule, THIN};
use super::fixed::{Fixed, Matrix, ONE, RIGHT, read, times};
use super::font::Font;
use super::laid::{inherited, stands, turn, upright};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// Forms inside each other.
const MAX_DEPTH: usize = 8;
/// States saved inside each other.
const MAX_SAVED: usize = 256;

/// Follows a page's content.
pub(super) struct Painter<'a> {
    document: &'a Document,
    limit: usize,
    page: Page,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    /// Ends of the straight pieces of the path, in the page's own measure.
    path: Vec<[(Fixed, Fixed); 2]>,
    start: (Fixed, Fixed),
    at: (Fixed, Fixed),
    /// Characters by the way in which their text runs.
    ways: [usize; 4],
}

#[derive(Clone)]
struct State {
    place: Matrix,
    font: Option<Vec<u8>>,
    size: Fixed,
    character_space: Fixed,
    word_space: Fixed,
    stretch: Fixed,
    leading: Fixed,
    rise: Fixed,
}

type Fonts<'a> = BTreeMap<Vec<u8>, Font<'a>>;

impl<'a> Painter<'a> {
    /// Reads one page, turned so that most of its text runs to the right: a table that is laid on its side is read as
    /// it stands, and so is a page that is shown upside down.
    pub(super) fn paint(
        document: &'a Document,
        page: ObjectId,
        limit: usize,
    ) -> Result<Page, ImportError> {
        let upright = upright(document, page);
        let (painted, ways) = Painter::paint_from(document, page, limit, upright)?;
        let most = (0..ways.len()).max_by_key(|way| (ways[*way], ways.len() - way));
        match most.filter(|way| *way != RIGHT) {
            Some(way) => {
                let turned = upright.then(&turn(way));
                Ok(Painter::paint_from(document, page, limit, turned)?.0)
            }
            None => Ok(painted),
        }
    }

    /// Reads one page as a matrix lays it, and counts its characters by the way in which they run.
    fn paint_from(
        document: &'a Document,
        page: ObjectId,
        limit: usize,
        place: Matrix,
    ) -> Result<(Page, [usize; 4]), ImportError> {
        let broken = |error: lopdf::Error| ImportError::Broken {
            detail: error.to_string(),
        };
        let content = document
            .get_page_content_with_limit(page, limit)
            .map_err(broken)?;
        let mut painter = Painter {
            document,
            limit,
            page: Page::default(),
            state: State {
                place,
                font: None,
                size: 0,
                character_space: 0,
                word_space: 0,
                stretch: ONE,
                leading: 0,
                rise: 0,
            },
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Vec::new(),
            start: (0, 0),
            at: (0, 0),
            ways: [0; 4],
        };
        let resources =
            inherited(document, page, b"Resources").and_then(|object| object.as_dict().ok());
        painter.run(&content, resources, 0);
        Ok((painter.page, painter.ways))
    }

    fn run(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) {
        // What can be read of a damaged content is still worth its figures; what is missing will be seen.
        let Ok(content) = Content::decode(content) else {
            return;
        };
        let fonts = self.fonts(resources);
        let depth_before = self.saved.len();
        for operation in &content.operations {
            let operands = operation.operands.as_slice();
            match operation.operator.as_str() {
                "Do" => self.form(operands, resources, depth),
                operator => {
                    self.graphics(operator, operands);
                    self.show(operator, operands, &fonts);
                }
            }
        }
        self.saved.truncate(depth_before);
    }

    fn fonts(&self, resources: Option<&'a Dictionary>) -> Fonts<'a> {
        let listed =
            resources.and_then(|all| all.get_deref(b"Font", self.document).ok()?.as_dict().ok());
        let Some(listed) = listed else {
            return BTreeMap::new();
        };
        let fonts = listed.iter().filter_map(|(name, object)| {
            let (_, font) = self.document.dereference(object).ok()?;
            Some((
                name.clone(),
                Font::read(self.document, font.as_dict().ok()?),
            ))
        });
        fonts.collect()
    }

    /// A form is a page in the page.
    fn form(&mut self, operands: &[Object], resources: Option<&'a Dictionary>, depth: usize) {
        let found = || {
            let name = operands.first()?.as_name().ok()?;
            let objects = resources?
                .get_deref(b"XObject", self.document)
                .ok()?
                .as_dict()
                .ok()?;
            let stream = objects
                .get_deref(name, self.document)
                .ok()?
                .as_stream()
                .ok()?;
            let form = stream.dict.get(b"Subtype").and_then(Object::as_name).ok()? == b"Form";
            (form && depth < MAX_DEPTH).then_some(stream)
        };
        let Some(stream) = found() else {
            return;
        };
        let Ok(content) = stream.get_plain_content_with_limit(self.limit) else {
            return;
        };
        let own = stream
            .dict
            .get_deref(b"Resources", self.document)
            .and_then(Object::as_dict)
            .ok();
        let matrix = stream
            .dict
            .get_deref(b"Matrix", self.document)
            .and_then(Object::as_array);
        let before = self.state.clone();
        if let Some(matrix) = matrix.ok().and_then(|list| Matrix::read(list)) {
            self.state.place = matrix.then(&self.state.place);
        }
        self.run(&content, own.or(resources), depth + 1);
        self.state = before;
    }

    fn graphics(&mut self, operator: &str, operands: &[Object]) {
        let numbers: Vec<Fixed> = operands.iter().filter_map(read).collect();
        match (operator, numbers.as_slice()) {
            ("q", _) if self.saved.len() < MAX_SAVED => self.saved.push(self.state.clone()),
            ("Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            ("cm", _) => {
                if let Some(matrix) = Matrix::read(operands) {
                    self.state.place = matrix.then(&self.state.place);
                }
            }
            ("m", [x, y]) => {
                self.start = self.state.place.apply(*x, *y);
                self.at = self.start;
            }
            ("l", [x, y]) => self.line_to(self.state.place.apply(*x, *y)),
            ("c", [.., x, y]) | ("v" | "y", [.., x, y]) => self.at = self.state.place.apply(*x, *y),
            ("h", _) => self.line_to(self.start),
            ("re", [x, y, width, height]) => self.rectangle(*x, *y, *width, *height),
            ("S" | "B" | "B*", _) => self.draw(true),
            ("s" | "b" | "b*", _) => {
                self.line_to(self.start);
                self.draw(true);
            }
            ("f" | "F" | "f*", _) => self.draw(false),
            ("n", _) => self.path.clear(),
            _ => {}
        }
    }

    fn line_to(&mut self, to: (Fixed, Fixed)) {
        self.path.push([self.at, to]);
        self.at = to;
    }

    fn rectangle(&mut self, x: Fixed, y: Fixed, width: Fixed, height: Fixed) {
        let corners = [
            (x, y),
            (x + width, y),
            (x + width, y + height),
            (x, y + height),
        ];
        let [first, second, third, fourth] = corners.map(|(x, y)| self.state.place.apply(x, y));
        self.start = first;
        self.at = first;
        for corner in [second, third, fourth, first] {
            self.line_to(corner);
        }
    }

    /// Takes the straight pieces of the path as lines: each when it is stroked; when it is filled, the whole if thin.
    fn draw(&mut self, stroked: bool) {
        let pieces = std::mem::take(&mut self.path);
        let rule = |ends: &[(Fixed, Fixed)]| {
            let across = ends.iter().map(|(x, _)| *x / 1_000);
            let down = ends.iter().map(|(_, y)| *y / 1_000);
            Some(Rule {
                left: across.clone().min()?,
                top: down.clone().min()?,
                right: across.max()?,
                bottom: down.max()?,
            })
        };
        if stroked {
            self.page
                .rules
                .extend(pieces.iter().filter_map(|piece| rule(piece)));
            return;
        }
        for shape in pieces.chunks(4) {
            let ends: Vec<(Fixed, Fixed)> = shape.iter().flatten().copied().collect();
            let thin =
                |rule: &Rule| rule.right - rule.left <= THIN || rule.bottom - rule.top <= THIN;
            self.page.rules.extend(rule(&ends).filter(thin));
        }
    }

    fn show(&mut self, operator: &str, operands: &[Object], fonts: &Fonts<'a>) {
        let number = |place: usize| operands.get(place).and_then(read).unwrap_or(0);
        match operator {
            "BT" => {
                self.text = Matrix::IDENTITY;
                self.line = Matrix::IDENTITY;
            }
            "Tf" => {
                self.state.font = operands
                    .first()
                    .and_then(|name| name.as_name().ok())
                    .map(<[u8]>::to_vec);
                self.state.size = number(1);
            }
            "Tc" => self.state.character_space = number(0),
            "Tw" => self.state.word_space = number(0),
            "Tz" => self.state.stretch = number(0) / 100,
            "TL" => self.state.leading = number(0),
            "Ts" => self.state.rise = number(0),
            "Td" => self.next_line(number(0), number(1)),
            "TD" => {
                self.state.leading = -number(1);
                self.next_line(number(0), number(1));
            }
            "Tm" => {
                if let Some(matrix) = Matrix::read(operands) {
                    self.text = matrix;
                    self.line = matrix;
                }
            }
            "T*" => self.next_line(0, -self.state.leading),
            "Tj" | "TJ" => self.strings(operands, fonts),
            "'" => {
                self.next_line(0, -self.state.leading);
                self.strings(operands, fonts);
            }
            "\"" => {
                self.state.word_space = number(0);
                self.state.character_space = number(1);
                self.next_line(0, -self.state.leading);
                self.strings(operands.get(2..).unwrap_or_default(), fonts);
            }
            _ => {}
        }
    }

    fn next_line(&mut self, x: Fixed, y: Fixed) {
        self.line = Matrix::shift(x, y).then(&self.line);
        self.text = self.line;
    }

    fn strings(&mut self, operands: &[Object], fonts: &Fonts<'a>) {
        let font = self.state.font.as_ref().and_then(|name| fonts.get(name));
        let Some(font) = font else {
            return;
        };
        for operand in operands {
            match operand {
                Object::String(bytes, _) => self.string(bytes, font),
                Object::Array(parts) => {
                    for part in parts {
                        match part {
                            Object::String(bytes, _) => self.string(bytes, font),
                            gap => {
                                let back = times(read(gap).unwrap_or(0) / 1_000, self.state.size);
                                self.advance(-back, font.vertical);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn string(&mut self, bytes: &[u8], font: &Font) {
        for shown in font.show(bytes) {
            let place = self.text.then(&self.state.place);
            let (x, y) = place.apply(0, self.state.rise);
            let across = times(times(shown.width, self.state.size), self.state.stretch);
            let size = times(self.state.size, place.scale_up()).abs() / 1_000;
            let width = times(across, place.scale_across()).abs() / 1_000;
            // What is written aslant lies over the page and is none of it: a stamp, a watermark.
            if !shown.text.trim().is_empty()
                && let Some(way) = place.way()
            {
                self.ways[way] += shown.text.chars().count();
                let (x, y, width) = stands(way, (x / 1_000, y / 1_000), width, size, font.vertical);
                self.page.glyphs.push(Glyph {
                    x,
                    y,
                    width,
                    size,
                    text: shown.text,
                });
            }
            let spaces = self.state.character_space
                + if shown.space {
                    self.state.word_space
                } else {
                    0
                };
            if font.vertical {
                self.advance(-self.state.size + spaces, true);
            } else {
                self.advance(across + times(spaces, self.state.stretch), false);
            }
        }
    }

    fn advance(&mut self, by: Fixed, down: bool) {
        let step = if down {
            Matrix::shift(0, by)
        } else {
            Matrix::shift(by, 0)
        };
        self.text = step.then(&self.text);
    }
}
