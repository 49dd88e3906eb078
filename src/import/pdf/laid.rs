//! How a page is laid: the matrix that turns it upright, and where its characters stand then.

use super::fixed::{DOWN, Fixed, LEFT, Matrix, ONE, UP, read};
use lopdf::{Document, Object, ObjectId};

/// Left end, baseline and width of a character that runs some way from a place.
pub(super) fn stands(
    way: usize,
    (x, y): (i64, i64),
    width: i64,
    size: i64,
    vertical: bool,
) -> (i64, i64, i64) {
    // Written downwards, a character hangs in the middle below its place.
    if vertical {
        return (x - width / 2, y + size * 7 / 8, width);
    }
    // Of a character that lies on its side, the middle is what tells where it belongs.
    let (middle, half) = (size * 3 / 8, size / 2);
    match way {
        DOWN => (x + middle - half, y + width / 2 + middle, size),
        UP => (x - middle - half, y - width / 2 + middle, size),
        _ => (x, y, width),
    }
}

/// What a page or one of those it hangs under says.
pub(super) fn inherited<'a>(
    document: &'a Document,
    page: ObjectId,
    key: &[u8],
) -> Option<&'a Object> {
    let mut current = document.get_dictionary(page).ok()?;
    for _ in 0..64 {
        if let Ok(object) = current.get_deref(key, document) {
            return Some(object);
        }
        current = current
            .get_deref(b"Parent", document)
            .ok()?
            .as_dict()
            .ok()?;
    }
    None
}

/// Lays text that runs some way so that it runs to the right.
pub(super) fn turn(way: usize) -> Matrix {
    match way {
        DOWN => Matrix([0, -ONE, ONE, 0, 0, 0]),
        UP => Matrix([0, ONE, -ONE, 0, 0, 0]),
        LEFT => Matrix([-ONE, 0, 0, -ONE, 0, 0]),
        _ => Matrix::IDENTITY,
    }
}

/// Turns a page upright, its upper left corner at 0, y down.
pub(super) fn upright(document: &Document, page: ObjectId) -> Matrix {
    let edges =
        inherited(document, page, b"CropBox").or_else(|| inherited(document, page, b"MediaBox"));
    let edges: Vec<Fixed> = edges
        .and_then(|object| object.as_array().ok())
        .map_or(Vec::new(), |list| list.iter().filter_map(read).collect());
    let [left, bottom, right, top] =
        <[Fixed; 4]>::try_from(edges).unwrap_or([0, 0, 595 * ONE, 842 * ONE]);
    let turn = inherited(document, page, b"Rotate")
        .and_then(|object| object.as_i64().ok())
        .unwrap_or(0);
    match turn.rem_euclid(360) {
        90 => Matrix([0, ONE, ONE, 0, -bottom, -left]),
        180 => Matrix([-ONE, 0, 0, ONE, right, -bottom]),
        270 => Matrix([0, -ONE, -ONE, 0, top, right]),
        _ => Matrix([ONE, 0, 0, -ONE, -left, top]),
    }
}
