//! What several tests need: a clock that stands still, meetings of every kind, a reader of tagged PDFs, a search for
//! traces of a text, and a renderer of windows.
#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod meetings;
pub mod office;
pub mod soft;
pub mod tagged;
pub mod traces;
pub mod words;

use bilag::meeting::{Meeting, Purpose, Selected, Shared, Template};
use bilag::pdf::{Exported, export};
use bilag::principles::PrincipleSet;
use jiff::Timestamp;
use proptest::test_runner::{Config as ProptestConfig, RngSeed};

/// How a property is tried: with `cases` random meetings, the same each time; or, where `PROPTEST_CASES` says how many,
/// with others each time.
pub fn tries(cases: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(cases),
        rng_seed: if asked.is_some() { RngSeed::Random } else { RngSeed::Fixed(25_092_015) },
        failure_persistence: None,
        max_shrink_iters: 2000,
        ..ProptestConfig::default()
    }
}

/// The time at which every hand-out in the tests is made.
pub fn now() -> Timestamp {
    Timestamp::from_second(1_790_000_000).expect("a time")
}

/// The hand-out of a meeting.
pub fn exported(meeting: &Meeting) -> Exported {
    export(&shared(meeting), now()).expect("the hand-out")
}

/// A meeting as its hand-out has it.
pub fn shared(meeting: &Meeting) -> Shared {
    meeting.share(Purpose::Handout)
}

/// A meeting as a projector has it.
pub fn projected(meeting: &Meeting) -> Shared {
    meeting.share(Purpose::Projector)
}

/// The sample meeting with a template.
pub fn sample(template: Template) -> Meeting {
    with_template(Meeting::sample(), template)
}

/// A meeting with a template.
pub fn with_template(mut meeting: Meeting, template: Template) -> Meeting {
    meeting.handout.template = template;
    meeting
}

/// The built-in set.
pub fn agreement() -> PrincipleSet {
    PrincipleSet::built_in().into_iter().next().expect("the built-in set")
}

/// A meeting that has chosen the whole of a set.
pub fn whole(set: &PrincipleSet) -> Meeting {
    let mut meeting = Meeting::on(set);
    meeting.selection = set.principles().map(|(group, principle)| Selected::of(group, principle)).collect();
    meeting
}
