//! A name that nothing has → the known name that may be meant.

/// Longer names are not compared: the cost grows with the square of the length.
const LONGEST: usize = 60;

/// Candidates that are looked at; a form with more lines gets no suggestion from the rest.
const MOST_CANDIDATES: usize = 5_000;

/// The candidate closest to `name`, if it is close: at most a third of its characters differ.
#[must_use]
pub fn closest<'a>(name: &str, candidates: impl Iterator<Item = &'a str>) -> Option<String> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    // A single letter is close to every other.
    if !(2..=LONGEST).contains(&wanted.len()) {
        return None;
    }
    let allowed = (wanted.len() / 3).max(1);
    candidates
        .take(MOST_CANDIDATES)
        .filter(|candidate| *candidate != name)
        .filter_map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().collect();
            let near = letters.len().abs_diff(wanted.len()) <= allowed;
            let distance = if near {
                distance(&wanted, &letters)
            } else {
                usize::MAX
            };
            (distance <= allowed).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate.to_string())
}

/// Letters to insert, remove, replace or swap with the next, at least (optimal string alignment).
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before_last: Vec<usize> = vec![0; right.len() + 1];
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut current = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let mut best = (last[j] + usize::from(a != b))
                .min(last[j + 1] + 1)
                .min(current[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(before_last[j - 1] + 1);
            }
            current.push(best);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn close_names_are_found_and_far_ones_are_not() {
        let known = ["carried_in", "carried_out", "decided", "new"];
        let find = |name: &str| closest(name, known.into_iter());
        assert_eq!(find("caried_in").as_deref(), Some("carried_in"));
        assert_eq!(find("decidde").as_deref(), Some("decided"));
        assert_eq!(find("nwe").as_deref(), Some("new"));
        assert_eq!(find("population"), None);
        assert_eq!(find(""), None);
    }
}
