//! Bytes of a text → text. UTF-8 where it is valid, else what the bytes or the page say, else GB 18030, in which
//! GBK and GB 2312 are contained.

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes at the start in which a page may name its encoding.
const LOOKED_AT: usize = 2_048;

/// UTF-8 with no more unreadable signs than one in so many is UTF-8.
const UNREADABLE_ONE_IN: usize = 100;
/// Zero bytes below which nothing is concluded from them.
const FEW_ZEROS: usize = 4;

/// Decodes a text; signs that can't be read become U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> String {
    let (encoding, start) = match Encoding::for_bom(bytes) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(bytes), 0),
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let (text, _) = encoding.decode_without_bom_handling(rest);
    if text.contains('\0') {
        return text.replace('\0', "");
    }
    text.into_owned()
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    if let Some(wide) = wide(bytes) {
        return wide;
    }
    // A page that was cut, or has a stray byte, is still what nearly all of it is.
    let (text, _) = UTF_8.decode_without_bom_handling(bytes);
    let unreadable = text.chars().filter(|one| *one == '\u{FFFD}').count();
    if unreadable * UNREADABLE_ONE_IN <= text.chars().count() {
        return UTF_8;
    }
    declared(bytes)
        .filter(|encoding| *encoding != UTF_8)
        .unwrap_or(GB18030)
}

/// UTF-16 without a mark: every other byte of ASCII is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(LOOKED_AT))?;
    let zeros = |offset: usize| {
        sample
            .iter()
            .skip(offset)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    let many = (sample.len() / 10).max(FEW_ZEROS);
    if odd > many && odd > even * 8 {
        Some(UTF_16LE)
    } else if even > many && even > odd * 8 {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// The encoding that a page names: `charset=gb2312`, `encoding="GBK"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(LOOKED_AT))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, rest) = head
        .split_once("charset=")
        .or_else(|| head.split_once("encoding="))?;
    let name: String = rest
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|one| one.is_ascii_alphanumeric() || matches!(one, '-' | '_'))
        .collect();
    Encoding::for_label(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_of_chinese_text_is_found() {
        let text = "政府信息公开工作年度报告，本年新收 3 件";
        let (gbk, _, _) = GB18030.encode(text);
        let mut marked = vec![0xEF, 0xBB, 0xBF];
        marked.extend_from_slice(text.as_bytes());
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut wide_marked = vec![0xFF, 0xFE];
        wide_marked.extend_from_slice(&wide);
        for bytes in [text.as_bytes(), &gbk, &marked, &wide_marked] {
            assert_eq!(decode(bytes), text);
        }
        assert_eq!(decode(b"a\0b"), "ab");
    }

    #[test]
    fn a_page_that_was_cut_stays_in_its_encoding() {
        let text = "政府信息公开工作年度报告".repeat(20);
        let cut = text.as_bytes().get(..text.len() - 1).unwrap();
        assert!(decode(cut).starts_with("政府信息公开"));
    }
}
