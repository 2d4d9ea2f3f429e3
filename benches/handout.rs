//! How long layout and export take: 10,000 words, the sample, and a hundred copies of the built-in set; slides; and how long it takes
//! from a letter typed into a note until 800 pages are right again.
//!
//! `cargo bench` prints medians; a whole process, with memory, is measured from outside (see `CONTRIBUTING.md`).

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used)]

use bilag::app::page::{PagePainter, Scale};
use bilag::compose::compose;
use bilag::meeting::{AnnotationId, Aspect, Meeting, Purpose, Selected, Target};
use bilag::principles::PrincipleSet;
use bilag::typeset::{Deck, DeckSetter, Typesetter};
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
            let mut selected = Selected::of(group, principle);
            selected.principle.number += copy * 7;
            selected.group = format!("{} ({})", group.title, copy + 1);
            meeting.selection.push(selected);
        }
    }
    meeting
}

fn layout(criterion: &mut Criterion) {
    // The set's principles have 1,345 words.
    let document = compose(&copies(8).share(Purpose::Handout));
    criterion.bench_function("lay out 10,000 words", |bencher| bencher.iter(|| typeset::layout(black_box(&document))));
}

/// All slides, and those after a letter was typed.
fn slides(criterion: &mut Criterion) {
    for (name, mut meeting) in [("the sample", Meeting::sample()), ("1,001 principles", copies(143))] {
        criterion.bench_function(&format!("slides of {name}"), |bencher| {
            bencher.iter(|| Deck::of(&black_box(&meeting).share(Purpose::Projector), Aspect::Wide));
        });
        let mut setter = DeckSetter::default();
        setter.of(&meeting.share(Purpose::Projector), Aspect::Wide);
        criterion.bench_function(&format!("slides of {name} after a letter"), |bencher| {
            bencher.iter(|| {
                let title = &mut meeting.selection[1].principle.title;
                if title.pop() != Some('x') {
                    title.push_str("xx");
                }
                setter.of(&meeting.share(Purpose::Projector), Aspect::Wide)
            });
        });
    }
}

fn export(criterion: &mut Criterion) {
    let now = Timestamp::UNIX_EPOCH;
    let sample = Meeting::sample();
    criterion.bench_function("export the sample", |bencher| {
        bencher.iter(|| pdf::export(&black_box(&sample).share(Purpose::Handout), now));
    });
    let mut group = criterion.benchmark_group("export copies of the set");
    group.sample_size(10);
    for count in [10, 100] {
        let meeting = copies(count);
        group.bench_function(count.to_string(), |bencher| {
            bencher.iter(|| pdf::export(&black_box(&meeting).share(Purpose::Handout), now));
        });
    }
    group.finish();
}

/// A meeting of about 800 pages with a note on its first principle.
fn long() -> Meeting {
    let mut meeting = copies(155);
    let mut annotation = Meeting::sample().annotations.swap_remove(0);
    annotation.target = Target::to_paragraph(meeting.selection[0].principle.number, 1, None);
    meeting.annotations.push(annotation);
    meeting
}

fn keystroke(criterion: &mut Criterion) {
    let mut meeting = long();
    let mut typesetter = Typesetter::default();
    typesetter.layout(&compose(&meeting.share(Purpose::Handout)));
    let mut letters = "flere ord".chars().cycle();
    let mut group = criterion.benchmark_group("keystroke");
    group.sample_size(50);
    let mut type_letter = move |meeting: &mut Meeting| {
        let text = &mut meeting.annotations[0].text;
        if text.len() > 60 {
            text.clear();
        }
        text.extend(letters.next());
    };
    group.bench_function("compose 800 pages", |bencher| {
        bencher.iter(|| compose(&black_box(&meeting).share(Purpose::Handout)));
    });
    group.bench_function("compose and lay out 800 pages again", |bencher| {
        bencher.iter(|| {
            type_letter(&mut meeting);
            typesetter.layout(&compose(&black_box(&meeting).share(Purpose::Handout)))
        });
    });
    group.bench_function("lay out 800 pages again", |bencher| {
        let documents = ["et", "to"].map(|text| {
            text.clone_into(&mut meeting.annotations[0].text);
            compose(&meeting.share(Purpose::Handout))
        });
        let mut turns = documents.iter().cycle();
        bencher.iter(|| turns.next().map(|document| typesetter.layout(black_box(document))));
    });
    group.bench_function("note added or removed on 800 pages", |bencher| {
        let mut more = meeting.clone();
        let mut annotation = more.annotations[0].clone();
        annotation.id = AnnotationId("another".to_owned());
        annotation.note += 1;
        more.annotations.push(annotation);
        let documents = [compose(&meeting.share(Purpose::Handout)), compose(&more.share(Purpose::Handout))];
        let mut turns = documents.iter().cycle();
        bencher.iter(|| turns.next().map(|document| typesetter.layout(black_box(document))));
    });
    group.finish();
}

/// Paints the sample's first page as a window does each frame.
fn paint(criterion: &mut Criterion) {
    let page = &typeset::layout(&compose(&Meeting::sample().share(Purpose::Handout))).pages[0];
    let context = egui::Context::default();
    let mut painter = PagePainter::new();
    let mut frame = |scale: f32, down: f32| {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1920.0, 1080.0))),
            ..egui::RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            painter.paint(
                &ui.ctx().layer_painter(egui::LayerId::background()),
                page,
                egui::pos2(20.0, down),
                Scale(scale),
            );
        });
        output.textures_delta.clear();
        black_box(context.tessellate(std::mem::take(&mut output.shapes), 1.0))
    };
    let mut group = criterion.benchmark_group("paint a page");
    for percent in [100_u16, 200] {
        let scale = f32::from(percent) / 100.0 * 96.0 / 72.0;
        group.bench_function(format!("unchanged at {percent} %"), |bencher| bencher.iter(|| frame(scale, 0.0)));
        let mut down = 0.0;
        group.bench_function(format!("scrolled at {percent} %"), |bencher| {
            bencher.iter(|| {
                down = (down + 1.0) % 100.0;
                frame(scale, -down)
            });
        });
        let mut step = 0.0;
        group.bench_function(format!("at another zoom about {percent} %"), |bencher| {
            bencher.iter(|| {
                step = (step + 1.0) % 1000.0;
                frame(scale * (1.0 + step / 10_000.0), 0.0)
            });
        });
    }
    group.finish();
}

criterion_group!(benches, layout, slides, export, keystroke, paint);
criterion_main!(benches);
