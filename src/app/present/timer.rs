//! The clock of a talk: how long it has taken, and how long each agenda item has.
//!
//! Times are seconds of the program. The clock counts while it runs, and what it counts belongs to the agenda item that is
//! being shown.

use crate::meeting::Id;

/// The share of a time that is left when it is said that it is running out.
const SOON: f64 = 0.2;
/// The most seconds that are said to be running out, however long the time is.
const SOON_AT_MOST: f64 = 300.0;

/// The clock of a talk.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Timer {
    /// Seconds that were counted before it ran on the last time.
    counted: f64,
    /// Since when it runs; `None` where it stands still.
    since: Option<f64>,
    /// The agenda item that is being shown.
    item: Option<Id>,
    /// Seconds counted for items before the current run.
    items: Vec<(Id, f64)>,
    /// Since when the current item is counted.
    item_since: f64,
}

/// How much is left of a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Left {
    /// So many seconds.
    Enough(f64),
    /// So many seconds, and they are running out.
    Soon(f64),
    /// It is over since so many seconds.
    Over(f64),
}

impl Left {
    /// What is left of so many minutes after so many seconds.
    #[must_use]
    pub fn of(minutes: u16, spent: f64) -> Left {
        let all = f64::from(minutes) * 60.0;
        let left = all - spent;
        if left < 0.0 {
            Left::Over(-left)
        } else if left <= (all * SOON).min(SOON_AT_MOST) {
            Left::Soon(left)
        } else {
            Left::Enough(left)
        }
    }
}

impl Timer {
    /// Whether it runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.since.is_some()
    }

    /// Lets it run, or stand still.
    pub fn toggle(&mut self, now: f64) {
        match self.since {
            None => {
                self.since = Some(now);
                self.item_since = now;
            }
            Some(since) => {
                self.settle_item(now);
                self.counted += now - since;
                self.since = None;
            }
        }
    }

    /// Begins anew, running or not as before.
    pub fn reset(&mut self, now: f64) {
        let since = self.since.map(|_| now);
        *self = Timer { since, item: self.item.take(), item_since: now, ..Timer::default() };
    }

    /// Says which agenda item is being shown from now on.
    pub fn turn_to(&mut self, item: Option<&Id>, now: f64) {
        if self.item.as_ref() != item {
            self.settle_item(now);
            self.item = item.cloned();
        }
    }

    /// Seconds of the talk.
    #[must_use]
    pub fn elapsed(&self, now: f64) -> f64 {
        self.counted + self.since.map_or(0.0, |since| now - since)
    }

    /// Seconds of an agenda item.
    #[must_use]
    pub fn spent_on(&self, item: &Id, now: f64) -> f64 {
        let before = self.items.iter().find(|(other, _)| other == item).map_or(0.0, |(_, seconds)| *seconds);
        let current = self.since.filter(|_| self.item.as_ref() == Some(item)).map_or(0.0, |_| now - self.item_since);
        before + current
    }

    /// Adds what the current item took to what it took before.
    fn settle_item(&mut self, now: f64) {
        if let (Some(item), Some(_)) = (&self.item, self.since) {
            let seconds = now - self.item_since;
            match self.items.iter_mut().find(|(other, _)| other == item) {
                Some((_, before)) => *before += seconds,
                None => self.items.push((item.clone(), seconds)),
            }
        }
        self.item_since = now;
    }
}

/// Seconds as a clock shows them: *4:07*, *1:02:30*.
#[must_use]
pub fn clock(seconds: f64) -> String {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a talk is short of 10^19 seconds")]
    let all = seconds.max(0.0) as u64;
    let (hours, minutes, seconds) = (all / 3600, all / 60 % 60, all % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_counts_while_it_runs() {
        let mut timer = Timer::default();
        assert_eq!(clock(timer.elapsed(50.0)), "0:00");
        timer.toggle(10.0);
        timer.toggle(15.0);
        assert!(!timer.runs());
        assert_eq!(clock(timer.elapsed(100.0)), "0:05");
        timer.toggle(100.0);
        assert_eq!(clock(timer.elapsed(101.0)), "0:06");
        timer.reset(101.0);
        assert_eq!((timer.runs(), clock(timer.elapsed(103.0)).as_str()), (true, "0:02"));
    }

    #[test]
    fn each_agenda_item_has_what_it_took_also_when_it_is_come_back_to() {
        let (one, two) = (Id("one".to_owned()), Id("two".to_owned()));
        let mut timer = Timer::default();
        timer.turn_to(Some(&one), 0.0);
        timer.toggle(0.0);
        timer.turn_to(Some(&two), 60.0);
        timer.toggle(70.0);
        timer.turn_to(Some(&one), 75.0);
        timer.toggle(80.0);
        assert_eq!([&one, &two].map(|item| clock(timer.spent_on(item, 85.0))), ["1:05", "0:10"]);
        assert_eq!(clock(timer.elapsed(85.0)), "1:15");
        timer.turn_to(None, 85.0);
        assert_eq!(clock(timer.spent_on(&one, 99.0)), "1:05");
        timer.reset(99.0);
        assert_eq!(clock(timer.spent_on(&one, 120.0)), "0:00");
    }

    #[test]
    fn time_runs_out_in_the_last_fifth_and_at_most_five_minutes() {
        assert_eq!(Left::of(10, 60.0), Left::Enough(540.0));
        assert_eq!(Left::of(10, 480.0), Left::Soon(120.0));
        assert_eq!(Left::of(10, 601.0), Left::Over(1.0));
        assert_eq!(Left::of(60, 3299.0), Left::Enough(301.0));
        assert_eq!(Left::of(60, 3300.0), Left::Soon(300.0));
    }

    #[test]
    fn a_clock_shows_hours_only_when_there_are_some() {
        assert_eq!([0.0, 59.9, 247.0, 3750.0].map(clock), ["0:00", "0:59", "4:07", "1:02:30"]);
    }
}
