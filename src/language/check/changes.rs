//! What a pack changes in the rules of those that it stands on: levels, and rules switched off.

use super::Checker;
use crate::language::diagnostic::Code;
use crate::language::suggest::closest;
use crate::language::syntax::{ChangeSyntax, Item, PackSyntax};

impl Checker<'_> {
    /// Applies the changes, those of the lower pack first.
    pub(super) fn changes(&mut self, packs: &[PackSyntax]) {
        for item in packs.iter().flat_map(|pack| &pack.items) {
            if let Item::Change(change) = item {
                self.change(change);
            }
        }
    }

    fn change(&mut self, change: &ChangeSyntax) {
        let wanted = change.rule.text.as_str();
        let mut found = false;
        self.model.rules.retain_mut(|rule| {
            if rule.family != wanted && rule.id != wanted {
                return true;
            }
            found = true;
            match change.level {
                Some(level) => {
                    rule.level = level;
                    true
                }
                None => false,
            }
        });
        if !found {
            let rules = self.model.rules.iter();
            let names = rules.flat_map(|rule| [rule.family.as_str(), rule.id.as_str()]);
            let close = closest(wanted, names);
            let mistake = self.mistakes.note(Code::UnknownRule, change.rule.span);
            mistake.part("name", wanted).suggest(close);
        }
    }
}
