//! Hand-outs: made, opened again, the same every time.

use crate::workspace::Workspace;
use std::fs;

#[test]
fn a_hand_out_is_made_on_a_fresh_machine_and_opened_again() {
    let workspace = Workspace::danish();
    workspace.run(&["export", "-o", "handout.pdf"]).succeeds();
    assert!(workspace.get("handout.pdf").starts_with(b"%PDF-"));
    let meeting = workspace.show("handout.pdf");
    assert_eq!(meeting["body"], "Økonomiudvalget");
    let annotations = meeting["annotations"].as_array().expect("annotations");
    assert!(!annotations.is_empty());
    assert!(annotations.iter().all(|annotation| annotation["visibility"] == "shared"));
    // The name says nothing: what is in the file counts.
    fs::rename(workspace.path("handout.pdf"), workspace.path("vedhæftet fil")).expect("renamed");
    workspace.run(&["export", "vedhæftet fil", "-o", "again.pdf"]).succeeds();
    assert_eq!(workspace.show("again.pdf"), meeting);
}

#[test]
fn the_options_of_a_hand_out_go_with_it() {
    let workspace = Workspace::english().with_meeting();
    let options =
        ["--template", "large-print", "--annotations", "none", "--language", "en", "--no-cover", "--no-contents"];
    workspace.run(&[&["export", "m.bilag", "-o", "h.pdf"], &options[..]].concat()).succeeds();
    let bilag::document_kind::OpenedDocument::Pdf(meeting) =
        bilag::document_kind::OpenedDocument::open(&workspace.get("h.pdf"), "h").expect("a document")
    else {
        panic!("a PDF");
    };
    let handout = meeting.handout;
    assert_eq!(handout.template, bilag::meeting::Template::LargePrint);
    assert_eq!(handout.language, Some(bilag::locale::Language::English));
    assert_eq!(handout.cover, bilag::meeting::Cover::None);
    assert!(handout.annotations == bilag::meeting::AnnotationDisplay::None && !handout.contents);
    let original = workspace.get("m.bilag");
    workspace.run(&["export", "h.pdf", "-o", "h2.pdf"]).succeeds();
    assert_eq!(workspace.get("h2.pdf"), workspace.get("h.pdf"), "what is not asked for stays as it was");
    assert_eq!(workspace.get("m.bilag"), original, "an export changes no meeting");
}

#[test]
fn slides_have_the_shape_that_is_asked_for() {
    let workspace = Workspace::danish();
    for (aspect, width) in [("16:9", 960.0), ("4:3", 720.0)] {
        workspace.run(&["export", "-o", "slides.pdf", "--template", "slides", "--aspect", aspect]).succeeds();
        let file = lopdf::Document::load_mem(&workspace.get("slides.pdf")).expect("a PDF");
        assert!(file.page_iter().count() > 10);
        for page in file.page_iter() {
            let area = file.get_dictionary(page).and_then(|page| page.get(b"MediaBox")).expect("a page's size");
            let area: Vec<f32> =
                area.as_array().expect("four numbers").iter().filter_map(|n| n.as_float().ok()).collect();
            assert_eq!(area, [0.0, 0.0, width, 540.0]);
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (Workspace::danish().with_meeting(), Workspace::danish().with_meeting());
    for workspace in [&first, &second] {
        workspace.run(&["annotate", "m.bilag", "--at", "P6", "--kind", "comment", "--text", "Æ"]).succeeds();
        workspace.run(&["export", "m.bilag", "-o", "h.pdf"]).succeeds();
    }
    assert_eq!(first.get("m.bilag"), second.get("m.bilag"));
    assert_eq!(first.get("h.pdf"), second.get("h.pdf"));
    assert_eq!(first.run(&["export", "m.bilag", "-o", "-"]).succeeds().bytes, first.get("h.pdf"));
    assert_eq!(first.pipe(&["export", "-", "-o", "-"], &first.get("m.bilag")).succeeds().bytes, first.get("h.pdf"));
}

#[test]
fn characters_without_glyphs_are_told_of() {
    let workspace = Workspace::danish().with_meeting();
    workspace.run(&["annotate", "m.bilag", "--at", "P6.1", "--kind", "comment", "--text", "Godt 🙂"]).succeeds();
    let done = workspace.run(&["export", "m.bilag", "-o", "h.pdf"]);
    done.is_one_complaint(0, &["h.pdf", "🙂 (U+1F642)", "P6·1·n1"]);
    assert!(workspace.path("h.pdf").is_file());
}
