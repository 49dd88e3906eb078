//! What `gouji help` prints, from the same words as everything else.

use crate::words::Words;

/// `(how it is typed, key of what it does)`.
type Entry = (&'static str, &'static str);

const COMMANDS: &[Entry] = &[
    ("gouji check PATH…", "help.check"),
    ("gouji check --ndjson", "help.ndjson"),
    ("gouji read PATH…", "help.read"),
    ("gouji packs", "help.packs"),
    ("gouji describe PACK", "help.describe"),
    ("gouji form PACK", "help.form"),
    ("gouji lint PACK", "help.lint"),
    ("gouji test PACK", "help.test"),
    ("gouji help COMMAND", "help.help"),
];

const CHECK: &[Entry] = &[
    ("--pack NAME|FILE", "help.pack"),
    ("--previous FILE", "help.previous"),
    ("--part FILE", "help.part"),
    ("--parts-complete", "help.parts_complete"),
    ("--chain", "help.chain"),
    ("--format human|json|csv|xlsx|html", "help.format"),
    ("--jobs N", "help.jobs"),
    ("--ndjson", "help.ndjson"),
    ("--csv", "help.csv"),
    ("--lang zh-CN|en", "help.lang"),
];

const PACKS: &[Entry] = &[
    ("--format human|json", "help.format"),
    ("--lang zh-CN|en", "help.lang"),
];

/// The help on a command, or on all of them.
pub fn help(topic: Option<&str>, words: &Words) -> String {
    let (title, usage, entries): (&str, &str, &[Entry]) = match topic {
        Some("check") => ("help.check", "gouji check [--OPTION…] PATH…", CHECK),
        Some("read") => ("help.read", "gouji read PATH…", &[]),
        Some("describe") => (
            "help.describe",
            "gouji describe PACK [--format json]",
            PACKS,
        ),
        Some("form") => ("help.form", "gouji form PACK > form.html", PACKS),
        Some("lint") => ("help.lint", "gouji lint PACK [--format json]", PACKS),
        Some("test") => ("help.test", "gouji test PACK [--format json]", PACKS),
        Some("packs") => ("help.packs", "gouji packs [--format json]", PACKS),
        _ => ("help.title", "gouji COMMAND [--lang zh-CN|en]", COMMANDS),
    };
    let mut lines = vec![words.say(title, &[]), String::new(), format!("  {usage}")];
    let width = entries
        .iter()
        .map(|(typed, _)| typed.len())
        .max()
        .unwrap_or(0);
    lines.extend((!entries.is_empty()).then(String::new));
    for (typed, key) in entries {
        lines.push(format!("  {typed:<width$}  {}", words.say(key, &[])));
    }
    lines.extend([String::new(), words.say("help.exit", &[])]);
    lines.join("\n")
}
