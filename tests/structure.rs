//! The hand-out's tags say what the page shows.
//!
//! A reader of our own takes the structure tree and the content streams apart and compares them: the checkers that we
//! know see neither a parent tree that points to the wrong element nor an element without its content.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::locale::Language;
use bilag::meeting::{Cover, Meeting, Template};
use proptest::prelude::*;
use support::tagged::{Node, Tagged};
use support::{exported, sample};

/// The sample in every template, in both languages, and some of its relatives.
fn meetings() -> Vec<(String, Meeting)> {
    let mut all = Vec::new();
    for template in Template::ALL {
        for language in Language::ALL {
            let mut meeting = sample(template);
            meeting.handout.language = Some(language);
            all.push((format!("{} {}", template.name(), language.tag()), meeting.clone()));
            meeting.handout.cover = Cover::Page;
            "en".clone_into(&mut meeting.set.language);
            all.push((format!("{} {} with a cover and an English set", template.name(), language.tag()), meeting));
        }
        all.push((format!("{} empty", template.name()), support::with_template(Meeting::default(), template)));
    }
    all
}

fn read(meeting: &Meeting) -> Tagged {
    Tagged::read(&exported(meeting).bytes)
}

#[test]
fn content_parent_tree_and_structure_tree_agree() {
    for (name, meeting) in meetings() {
        let errors = read(&meeting).errors;
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

proptest! {
    #![proptest_config(support::tries(30))]

    #[test]
    fn any_meeting_s_hand_out_agrees_with_itself_and_holds_the_meeting(meeting in support::meetings::meeting()) {
        let bytes = exported(&meeting).bytes;
        let tagged = Tagged::read(&bytes);
        prop_assert!(tagged.errors.is_empty(), "{:#?}", tagged.errors);
        let inside = bilag::pdf::open(&bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(inside, meeting.shared());
    }
}

#[test]
fn headings_begin_with_the_title_and_skip_no_level() {
    for (name, meeting) in meetings() {
        let tagged = read(&meeting);
        let mut level = 0;
        for node in tagged.root.all() {
            let Some(digit) = node.role.strip_prefix('H').and_then(|digit| digit.parse::<u8>().ok()) else { continue };
            assert!(digit <= level + 1 && (digit > 1 || level == 0), "{name}: {} after H{level}", node.role);
            assert!(!tagged.text(node).trim().is_empty(), "{name}: an empty {}", node.role);
            level = digit;
        }
        assert!(level > 0, "{name}: no heading");
    }
}

#[test]
fn every_note_has_a_name_of_its_own() {
    for (name, meeting) in meetings() {
        let tagged = read(&meeting);
        let notes: Vec<&Node> = tagged.root.all().into_iter().filter(|node| node.role == "Note").collect();
        let names: std::collections::BTreeSet<&Vec<u8>> = notes.iter().filter_map(|note| note.name.as_ref()).collect();
        assert_eq!(names.len(), notes.len(), "{name}");
    }
}

#[test]
fn elements_stand_where_the_standard_lets_them() {
    for (name, meeting) in meetings() {
        for node in read(&meeting).root.all() {
            let roles: Vec<&str> = node.elements().map(|kid| kid.role.as_str()).collect();
            let allowed: &[&str] = match node.role.as_str() {
                "L" => &["LI"],
                "LI" => &["Lbl", "LBody"],
                "TOC" => &["TOCI"],
                "TOCI" => &["Reference"],
                "Reference" => &["Link"],
                "P" | "H1" | "H2" | "H3" | "H4" => &["Span", "Annot"],
                "Lbl" | "Link" | "Span" => &["Span"],
                _ => continue,
            };
            assert!(roles.iter().all(|role| allowed.contains(role)), "{name}: {roles:?} in {}", node.role);
            assert!(!node.kids.is_empty(), "{name}: an empty {}", node.role);
        }
    }
}

/// The expected trees: a line an element, its text where nothing but text is in it.
const TREES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/structure");

#[test]
fn the_sample_reads_like_the_document() {
    for template in Template::ALL {
        let tree = read(&sample(template)).outline();
        let file = std::path::Path::new(TREES).join(format!("{}.txt", template.name()));
        if std::env::var_os("BILAG_ACCEPT").is_some() {
            std::fs::write(&file, &tree).expect("the tree can be written");
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        let differs = tree.lines().zip(expected.lines()).find(|(read, expected)| read != expected);
        assert!(
            tree == expected,
            "{}: {differs:#?}\nIf it is right: BILAG_ACCEPT=1 cargo test --test structure",
            file.display()
        );
    }
}

#[test]
fn paragraphs_come_in_the_meeting_s_order_and_each_note_right_after_what_it_is_about() {
    for template in [Template::Full, Template::LargePrint] {
        let meeting = sample(template).shared();
        let tagged = read(&meeting);
        let all = tagged.root.all();
        let tops: Vec<&&Node> =
            all.iter().filter(|node| matches!(node.role.as_str(), "P" | "H2" | "H3" | "Note")).collect();
        let texts: Vec<String> = tops.iter().map(|node| tagged.text(node)).collect();
        let mut from = 0;
        for selected in &meeting.selection {
            let number = selected.principle.number;
            let heading = texts
                .iter()
                .skip(from)
                .position(|text| text.contains(&selected.principle.title) && text.starts_with(&number.to_string()));
            from += heading.expect("the heading, after what comes before it") + 1;
            let notes = |paragraph: Option<usize>| {
                let about = |annotation: &&bilag::meeting::Annotation| {
                    annotation.target.principle == Some(number) && annotation.target.paragraph == paragraph
                };
                let mut notes: Vec<_> = meeting.annotations.iter().filter(about).collect();
                notes.sort_by_key(|annotation| meeting.words(&annotation.target).map_or(0, |words| words.start));
                notes.into_iter().map(|annotation| annotation.reference().to_string()).collect::<Vec<_>>()
            };
            let follow = |codes: Vec<String>, mut from: usize| {
                for code in codes {
                    // A note's own paragraphs are not what it is about.
                    while tops[from].role == "P" && !texts[from].contains('·') {
                        from += 1;
                    }
                    let tail = texts.get(from).is_some_and(|text| tops[from].role == "Note" && text.contains(&code));
                    assert!(tail, "{}: {code} is not at {:?}", template.name(), texts.get(from));
                    from += 1;
                }
                from
            };
            from = follow(notes(None), from);
            for (index, paragraph) in selected.principle.paragraphs() {
                let found = texts.iter().skip(from).position(|text| text.trim_end().ends_with(paragraph));
                from += found
                    .unwrap_or_else(|| panic!("{}: P{number}·{index} after {:?}", template.name(), texts[from - 1]))
                    + 1;
                from = follow(notes(Some(index)), from);
            }
        }
    }
}

/// The errors of the sample's hand-out after `change` was done to its objects.
fn errors_after(change: impl Fn(&mut lopdf::Dictionary) -> bool) -> Vec<String> {
    let mut file = lopdf::Document::load_mem(&exported(&sample(Template::Full)).bytes).expect("a PDF");
    let mut dictionaries = file.objects.values_mut().filter_map(|object| object.as_dict_mut().ok());
    assert!(dictionaries.any(change), "nothing was changed");
    let mut bytes = Vec::new();
    file.save_to(&mut bytes).expect("bytes");
    Tagged::read(&bytes).errors
}

#[test]
fn the_reader_sees_what_does_not_agree() {
    assert_eq!(errors_after(|_| true), Vec::<String>::new(), "saved anew by another program");
    let lost = errors_after(|dictionary| {
        let content = dictionary.has_type(b"StructElem") && dictionary.get(b"K").is_ok_and(|kid| kid.as_i64().is_ok());
        content && dictionary.remove(b"K").is_some()
    });
    assert!(!lost.is_empty(), "an element without its content");
    let wrong = errors_after(|dictionary| {
        let Ok(lopdf::Object::Array(numbers)) = dictionary.get_mut(b"Nums") else { return false };
        // The first two pages' lists of parents.
        numbers.swap(1, 3);
        true
    });
    assert!(!wrong.is_empty(), "a parent tree that points to the wrong elements");
    let astray = errors_after(|dictionary| {
        let link = dictionary.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|subtype| subtype == b"Link");
        link && dictionary.get_mut(b"StructParent").map(|key| *key = 9999.into()).is_ok()
    });
    assert!(!astray.is_empty(), "a link without its element");
}
