//! Handles → packs and reports. A handle is never used twice, so that a stale one finds nothing instead of a stranger.

use crate::check::{Check, Glimpse};
use crate::pack::Pack;
use crate::packs;
use crate::wasm::error::error;
use crate::wasm::refused::refused;
use std::cell::RefCell;
use std::sync::Arc;
use wasm_bindgen::JsValue;

#[derive(Default)]
struct Store {
    last: u32,
    packs: Kept<Arc<Pack>>,
    /// For whole reports by a pack, made when the first comes.
    glimpses: Kept<Glimpse>,
    /// Each with the language of its words.
    checks: Kept<(Check, String)>,
}

/// Values by their handles. These only grow, so that a list stays in order; a tree would weigh more in the page.
struct Kept<T>(Vec<(u32, T)>);

impl<T> Default for Kept<T> {
    fn default() -> Kept<T> {
        Kept(Vec::new())
    }
}

impl<T> Kept<T> {
    fn place(&self, handle: u32) -> Result<usize, usize> {
        self.0.binary_search_by_key(&handle, |(handle, _)| *handle)
    }

    fn get(&self, handle: u32) -> Option<&T> {
        let place = self.place(handle).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    fn get_mut(&mut self, handle: u32) -> Option<&mut T> {
        let place = self.place(handle).ok()?;
        self.0.get_mut(place).map(|(_, value)| value)
    }

    fn insert(&mut self, handle: u32, value: T) {
        if let Err(place) = self.place(handle) {
            self.0.insert(place, (handle, value));
        }
    }

    fn remove(&mut self, handle: u32) {
        if let Ok(place) = self.place(handle) {
            self.0.remove(place);
        }
    }
}

thread_local! {
    static STORE: RefCell<Store> = RefCell::default();
}

fn stale(kind: &str) -> JsValue {
    error(&format!("this {kind} is closed"), JsValue::UNDEFINED)
}

impl Store {
    fn next(&mut self) -> u32 {
        self.last += 1;
        self.last
    }
}

fn keep_pack(pack: Arc<Pack>) -> u32 {
    STORE.with_borrow_mut(|store| {
        let handle = store.next();
        store.packs.insert(handle, pack);
        handle
    })
}

pub fn with_pack<T>(
    handle: u32,
    work: impl FnOnce(&Arc<Pack>) -> Result<T, JsValue>,
) -> Result<T, JsValue> {
    STORE.with_borrow(|store| work(store.packs.get(handle).ok_or_else(|| stale("pack"))?))
}

/// Works with a glimpse of a pack; `None` when the pack is closed.
pub fn with_glimpse<T>(pack: u32, work: impl FnOnce(&mut Glimpse) -> T) -> Option<T> {
    STORE.with_borrow_mut(|store| {
        let opened = store.packs.get(pack)?;
        if store.glimpses.get(pack).is_none() {
            store.glimpses.insert(pack, Glimpse::new(opened));
        }
        store.glimpses.get_mut(pack).map(work)
    })
}

/// Works on a session; `None` when it is closed.
pub fn find_check<T>(handle: u32, work: impl FnOnce(&mut Check) -> T) -> Option<T> {
    STORE.with_borrow_mut(|store| store.checks.get_mut(handle).map(|(check, _)| work(check)))
}

pub fn keep(check: Check, lang: String) -> u32 {
    STORE.with_borrow_mut(|store| {
        let handle = store.next();
        store.checks.insert(handle, (check, lang));
        handle
    })
}

pub fn with_check<T>(
    handle: u32,
    work: impl FnOnce(&mut Check, &str) -> Result<T, JsValue>,
) -> Result<T, JsValue> {
    STORE.with_borrow_mut(|store| {
        let (check, lang) = store
            .checks
            .get_mut(handle)
            .ok_or_else(|| stale("session"))?;
        work(check, lang)
    })
}

pub fn close_check(handle: u32) {
    STORE.with_borrow_mut(|store| store.checks.remove(handle));
}

pub fn close_pack(handle: u32) {
    STORE.with_borrow_mut(|store| {
        store.glimpses.remove(handle);
        store.packs.remove(handle);
    });
}

/// Opens a built-in pack by name, or a pack given as text.
pub fn open_pack(name: Option<&str>, text: Option<&str>) -> Result<u32, JsValue> {
    let opened = match (name, text) {
        (name, Some(text)) => packs::open(name.unwrap_or("pack.gouji"), text),
        (Some(name), None) => packs::built_in(name),
        (None, None) => return Err(error("no pack was named", JsValue::UNDEFINED)),
    };
    opened.map(keep_pack).map_err(|error| refused(&error))
}
