//! How long layout and export take: 10,000 words, the sample, and a hundred copies of the built-in set.
//!
//! `cargo bench` prints medians; a whole process, with memory, is measured from outside (see `CONTRIBUTING.md`).

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use bilag::compose::compose;
use bilag::meeting::{Meeting, Selected};
use bilag::principles::PrincipleSet;
use bilag::{pdf, typeset};
use criterion::{Criterion, criterion_group, criterion_main};
use jiff::Timestamp;
use std::hint::black_box;

/// A meeting on so many copies of the built-in set, each with numbers of its own.
fn copies(count: u32) -> Meeting {
    let set = &PrincipleSet::built_in()[0];
    let mut meeting = Meeting::on(set);
    for copy in 0..count {
        for (group, principle) in set.principles() {
            let mut principle = principle.clone();
            principle.number += copy * 7;
            let group = format!("{group} ({})", copy + 1);
            meeting.selection.push(Selected { principle, group, agenda_item: None });
        }
    }
    meeting
}

fn layout(criterion: &mut Criterion) {
    // The set's principles have 1,345 words.
    let document = compose(&copies(8));
    criterion.bench_function("lay out 10,000 words", |bencher| bencher.iter(|| typeset::layout(black_box(&document))));
}

fn export(criterion: &mut Criterion) {
    let now = Timestamp::UNIX_EPOCH;
    let sample = Meeting::sample();
    criterion.bench_function("export the sample", |bencher| bencher.iter(|| pdf::export(black_box(&sample), now)));
    let mut group = criterion.benchmark_group("export copies of the set");
    group.sample_size(10);
    for count in [10, 100] {
        let meeting = copies(count);
        group.bench_function(count.to_string(), |bencher| bencher.iter(|| pdf::export(black_box(&meeting), now)));
    }
    group.finish();
}

criterion_group!(benches, layout, export);
criterion_main!(benches);
