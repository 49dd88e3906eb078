//! A day as people write it → the days since 1970-01-01, by the Gregorian calendar.

use crate::number::Number;

/// What a text says as a date.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// Days since 1970-01-01.
    Of(Number),
    /// `2024-02-30`: the shape of a date, but no such day.
    Impossible,
    /// Anything else.
    NoDate,
}

/// Reads `2024-01-31`, `2024/1/31`, `2024.1.31`, `2024年1月31日` and `20240131`; `text` is half-width.
pub(super) fn day(text: &str) -> Day {
    let compact: String = text.chars().filter(|sign| *sign != ' ').collect();
    let parts: Vec<&str> = match compact.strip_suffix(['日', '号']) {
        Some(rest) => rest.split(['年', '月']).collect(),
        None if compact.len() == 8 && compact.bytes().all(|byte| byte.is_ascii_digit()) => {
            let (year, rest) = compact.split_at(4);
            let (month, day) = rest.split_at(2);
            vec![year, month, day]
        }
        None => ["-", "/", "."]
            .iter()
            .map(|mark| compact.split(mark).collect::<Vec<_>>())
            .find(|parts| parts.len() == 3)
            .unwrap_or_default(),
    };
    let number = |part: &str, longest: usize| {
        let fits = (1..=longest).contains(&part.len());
        (fits && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse::<i64>().ok())
            .flatten()
    };
    let [year, month, day] = parts.as_slice() else {
        return Day::NoDate;
    };
    match (number(year, 4), number(month, 2), number(day, 2)) {
        (Some(_), Some(_), Some(_)) if year.len() != 4 => Day::NoDate,
        (Some(year), Some(month), Some(day)) => {
            since_1970(year, month, day).map_or(Day::Impossible, |days| Day::Of(days.into()))
        }
        _ => Day::NoDate,
    }
}

fn since_1970(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [
        31,
        if leap { 29 } else { 28 },
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31,
    ];
    let month = usize::try_from(month.checked_sub(1)?).ok()?;
    let length = *lengths.get(month)?;
    if year < 1 || !(1..=length).contains(&day) {
        return None;
    }
    let before = year - 1;
    let years = before * 365 + before / 4 - before / 100 + before / 400;
    let months: i64 = lengths.iter().take(month).sum();
    // 719,162 days lie before 1970-01-01.
    Some(years + months + day - 1 - 719_162)
}

/// A day as it is written: `2024-01-31`; `None` beyond the years that can be.
pub(super) fn date(since_1970: i64) -> Option<String> {
    // Years begin in March here, so that the day that comes and goes stands at their end.
    let days = since_1970.checked_add(719_468)?;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let leaps = day_of_era / 1_460 - day_of_era / 36_524 + day_of_era / 146_096;
    let year_of_era = (day_of_era - leaps) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (1..=9_999)
        .contains(&year)
        .then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        for (text, days) in [
            ("1970-01-01", 0),
            ("1969/12/31", -1),
            ("2000.2.29", 11_016),
            ("2024年1月31日", 19_753),
            ("20240131", 19_753),
            ("0001-01-01", -719_162),
        ] {
            assert_eq!(day(text), Day::Of(Number::from(days)), "{text}");
        }
    }

    #[test]
    fn every_day_is_written_as_it_is_read() {
        for days in (-719_162..2_932_897).step_by(17).chain([2_932_896]) {
            let text = date(days).unwrap();
            assert_eq!(day(&text), Day::Of(days.into()), "{text}");
        }
        assert_eq!((date(-719_163), date(2_932_897)), (None, None));
        assert_eq!(date(i64::MAX), None);
    }

    #[test]
    fn no_such_day_is_told_from_no_date() {
        for text in ["2024-02-30", "1900-02-29", "2024-13-01", "2024年1月0日"] {
            assert_eq!(day(text), Day::Impossible, "{text}");
        }
        for text in ["24-1-31", "2024-1", "2024年", "1/2/2024", "abc", ""] {
            assert_eq!(day(text), Day::NoDate, "{text}");
        }
    }
}
