//! Work on many items at a time, answers in the order of the items.

use std::sync::Mutex;
use std::thread;

/// Works on every item with `jobs` threads and hands each answer to `sink` in the items' order. At most sixteen items
/// per thread are held at a time.
pub fn in_order<T: Send, A: Send>(
    jobs: usize,
    items: impl IntoIterator<Item = T>,
    work: impl Fn(T) -> A + Sync,
    mut sink: impl FnMut(A),
) {
    let mut items = items.into_iter();
    if jobs <= 1 {
        items.for_each(|item| sink(work(item)));
        return;
    }
    loop {
        let batch: Vec<T> = items.by_ref().take(jobs * 16).collect();
        if batch.is_empty() {
            return;
        }
        together(jobs, batch, &work)
            .into_iter()
            .flatten()
            .for_each(&mut sink);
    }
}

fn together<T: Send, A: Send>(
    jobs: usize,
    batch: Vec<T>,
    work: &(impl Fn(T) -> A + Sync),
) -> Vec<Option<A>> {
    let mut answers: Vec<Option<A>> = Vec::new();
    answers.resize_with(batch.len(), || None);
    {
        let queue = Mutex::new(batch.into_iter().zip(&mut answers));
        thread::scope(|scope| {
            for _ in 0..jobs {
                scope.spawn(|| {
                    // A thread that panicked while it held the queue has left it usable: taking is all it did there.
                    let take = || {
                        queue
                            .lock()
                            .unwrap_or_else(std::sync::PoisonError::into_inner)
                            .next()
                    };
                    while let Some((item, answer)) = take() {
                        *answer = Some(work(item));
                    }
                });
            }
        });
    }
    answers
}

#[cfg(test)]
mod tests {
    use super::in_order;

    #[test]
    fn answers_come_in_order() {
        for jobs in [1, 2, 7] {
            let mut answers = Vec::new();
            in_order(jobs, 0..500, |item| item * 2, |answer| answers.push(answer));
            assert_eq!(answers, (0..500).map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
