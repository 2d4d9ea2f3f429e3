//! What time it is, for every time stamp that Bilag writes.
//!
//! `SOURCE_DATE_EPOCH` stops the clock, as [reproducible-builds.org](https://reproducible-builds.org/specs/source-date-epoch/)
//! specifies it: the same input then gives the same bytes. Time stamps are whole seconds either way.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use thiserror::Error;

/// The variable that stops the clock.
pub const VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// `SOURCE_DATE_EPOCH` is set to something that is no time.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{} is {value:?}", VARIABLE, value = .0)]
pub struct ClockError(pub String);

/// The present second, or the one that `SOURCE_DATE_EPOCH` names.
pub fn now() -> Result<Timestamp, ClockError> {
    match std::env::var_os(VARIABLE) {
        Some(value) if !value.is_empty() => stopped_at(&value.to_string_lossy()),
        _ => Ok(whole_second(Timestamp::now())),
    }
}

/// Where times of day are told: here, or in UTC where `SOURCE_DATE_EPOCH` asks for the same bytes everywhere.
#[must_use]
pub fn zone() -> TimeZone {
    let stopped = std::env::var_os(VARIABLE).is_some_and(|value| !value.is_empty());
    if stopped { TimeZone::UTC } else { TimeZone::system() }
}

fn stopped_at(value: &str) -> Result<Timestamp, ClockError> {
    let seconds = value.parse().ok().filter(|seconds| *seconds >= 0);
    seconds.and_then(|seconds| Timestamp::from_second(seconds).ok()).ok_or_else(|| ClockError(value.to_owned()))
}

fn whole_second(time: Timestamp) -> Timestamp {
    // A second that a time stamp lies in is itself a time stamp.
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_stops_at_whole_seconds_only() {
        assert_eq!(stopped_at("1795000000").expect("a time").to_string(), "2026-11-18T11:06:40Z");
        for value in ["-1", "1.5", "today", "99999999999999999999", " 1"] {
            assert_eq!(stopped_at(value), Err(ClockError(value.to_owned())));
        }
    }
}
