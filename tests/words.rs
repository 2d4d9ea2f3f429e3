//! A hand-out says Bilag's words as the locale has them, and no others.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::locale::Language;
use bilag::meeting::Template;
use bilag::pdf;
use bilag::say;
use support::words::scrambled;
use support::{now, sample, tagged};

fn text(bytes: &[u8]) -> String {
    let tagged = tagged::Tagged::read(bytes);
    tagged.text(&tagged.root)
}

#[test]
fn a_locale_can_be_made_that_says_everything_otherwise() {
    let (one, other) = (scrambled(Language::Danish, 1), scrambled(Language::Danish, 2));
    let count = |locale: &bilag::locale::Locale| say!(locale, "words-principles", count = 3);
    assert!(count(one).starts_with("3 ") && count(one) != count(Language::Danish.locale()));
    assert_eq!(count(one), count(scrambled(Language::Danish, 1)));
    assert_ne!(count(one), count(other));
}

#[test]
fn every_label_on_the_pages_is_from_the_locale() {
    let words = scrambled(Language::Danish, 7);
    for template in [Template::Full, Template::Minutes] {
        let shared = support::shared(&sample(template));
        let exported = pdf::export_in(&shared, words, now()).expect("a hand-out");
        let text = text(&exported.bytes);
        for label in ["Beslutning", "Handling", "Forslagsstiller", "Ansvarlig"] {
            assert!(!text.contains(label), "{label}");
        }
        assert!(text.contains(&say!(words, "decision")));
        assert_eq!(pdf::open(&exported.bytes).expect("a meeting"), *shared.meeting());
    }
}
