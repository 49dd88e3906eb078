//! The pack language through its one door, `language::compile`.

#[path = "language/hostile.rs"]
mod hostile;
#[path = "language/meaning.rs"]
mod meaning;
#[path = "language/mistakes.rs"]
mod mistakes;

use gouji::language::{Diagnostic, compile};
use gouji::model::Model;
use std::borrow::Cow;

/// Packs that others in these tests extend.
fn library(name: &str) -> Option<Cow<'static, str>> {
    let text = match name {
        "base" => {
            "report base \"基础\"\n  version \"2\"\nfigures\n  a \"甲\"\n  b \"乙\"\nrule same \"甲等于乙\"\n  a = b\nwarning low \"甲不小于零\"\n  a >= 0\n"
        }
        "wrong" => "report wrong \"错\"\nrule a \"甲\"\n  nothing = 1\n",
        "ring" => "report ring \"环\"\n  extends ring-two\n",
        "ring-two" => "report ring-two \"环\"\n  extends ring\n",
        _ => return None,
    };
    Some(Cow::Borrowed(text))
}

fn compiled(text: &str) -> Result<Model, Vec<Diagnostic>> {
    compile("x.gouji", text, &library)
}

/// The model of a pack without a mistake.
fn model(text: &str) -> Model {
    compiled(text).unwrap_or_else(|mistakes| {
        let lines = mistakes.iter().map(|mistake| mistake.render("en"));
        panic!("{}", lines.collect::<String>())
    })
}
