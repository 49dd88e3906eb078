//! The folder is the registry: embeds every pack and every message language that stands in its folder.
//!
//! Each folder becomes a list of `(file name without its ending, text)`, sorted by name, which `packs` and `explain`
//! include. The browser's build leaves out the packs that `packs/not-in-the-browser.txt` names and the examples and comments of
//! the others, unless it is that of the author's tools: a page that wants a pack that is left out loads its text, and nobody
//! runs examples there.

use std::fmt::Write;
use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    embed("packs", "gouji")?;
    embed("messages", "txt")?;
    embed("messages/author", "txt")?;
    embed("messages/command-line", "txt")
}

/// Writes `OUT_DIR/FOLDER.rs`, with a dash for every slash of the folder's path.
fn embed(folder: &str, ending: &str) -> io::Result<()> {
    println!("cargo::rerun-if-changed={folder}");
    let root = env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?;
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let folder_path = Path::new(&root).join(folder);
    let mut files = Vec::new();
    if folder_path.is_dir() {
        for entry in fs::read_dir(folder_path)? {
            let path = entry?.path();
            if path.extension().is_some_and(|found| found == ending) {
                files.push(path);
            }
        }
    }
    files.sort();
    let left_out = left_out(&root, folder)?;
    files.retain(|path| !left_out.iter().any(|name| path.ends_with(name)));
    let mut list = String::from("&[\n");
    for path in files {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let path = path.display().to_string();
        let text = if folder == "packs" && is_small() {
            format!("{:?}", what_checks(&fs::read_to_string(&path)?))
        } else {
            format!("include_str!({path:?})")
        };
        writeln!(list, "    ({name:?}, {text}),").map_err(io::Error::other)?;
    }
    list.push_str("]\n");
    let name = folder.replace('/', "-");
    fs::write(Path::new(&out).join(format!("{name}.rs")), list)
}

/// File names that the browser's build doesn't embed.
fn left_out(root: &str, folder: &str) -> io::Result<Vec<String>> {
    let list = Path::new(root).join(folder).join("not-in-the-browser.txt");
    if !is_small() || !list.is_file() {
        return Ok(Vec::new());
    }
    let text = fs::read_to_string(list)?;
    let names = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(names.map(str::to_string).collect())
}

/// The browser's build without the author's tools.
fn is_small() -> bool {
    let browser = env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|target| target == "wasm32");
    browser && env::var_os("CARGO_FEATURE_AUTHOR").is_none()
}

/// A pack's text without comments and without its examples, which begin with a line of that word and are indented. Lines
/// keep their numbers: a pack that extends this one may be told of them.
fn what_checks(text: &str) -> String {
    let mut example = false;
    let mut kept = String::new();
    for line in text.lines() {
        if !line.starts_with(' ') && !line.is_empty() {
            example = line.starts_with("example ");
        }
        if !example && !line.trim_start().starts_with('#') {
            kept.push_str(line);
        }
        kept.push('\n');
    }
    kept
}
