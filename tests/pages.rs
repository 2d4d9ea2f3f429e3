//! Reading the hand-out in the window: scrolling, zooming, clicking, and being read to.

#![allow(clippy::expect_used, reason = "a story that cannot go on has failed")]

mod support;

use bilag::app::page::{PageColors, PagePainter, PagesResponse, PagesView, Thumbnails, Zoom};
use bilag::compose::{Origin, compose};
use bilag::locale::Language;
use bilag::meeting::PageIndex;
use bilag::meeting::{Meeting, Template};
use bilag::say;
use bilag::typeset::{Face, Layout, layout, source};
use egui::accesskit::Role;
use egui::{
    Color32, Event, FontData, FontDefinitions, FontFamily, Key, Modifiers, MouseWheelSource, MouseWheelUnit,
    TouchPhase, Vec2, vec2,
};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use support::soft::SoftRenderer;
use support::{agreement, sample, shared, whole};

const COLORS: PageColors = PageColors {
    pasteboard: Color32::from_rgb(0xe4, 0xe4, 0xe4),
    shadow: Color32::from_black_alpha(40),
    edge: Color32::from_rgb(0xc8, 0xc8, 0xc8),
    focus: Color32::from_rgb(0x00, 0x4d, 0x99),
    place: Color32::from_rgb(0xb0, 0x60, 0x00),
};

/// A window with nothing but pages.
struct Reader {
    layout: Layout,
    painter: PagePainter,
    view: PagesView,
    thumbnails: Option<Thumbnails>,
    response: PagesResponse,
}

fn reader(layout: Layout, size: Vec2) -> Harness<'static, Reader> {
    let state = Reader {
        layout,
        painter: PagePainter::new(),
        view: PagesView::default(),
        thumbnails: None,
        response: PagesResponse::default(),
    };
    let fonts = |context: &egui::Context| {
        bilag::app::words::speak(context, Language::Danish.locale());
        let mut fonts = FontDefinitions::empty();
        let sans = Face::Sans.postscript_name().to_owned();
        fonts.font_data.insert(sans.clone(), FontData::from_static(Face::Sans.data()).into());
        fonts.families.insert(FontFamily::Proportional, vec![sans.clone()]);
        fonts.families.insert(FontFamily::Monospace, vec![sans]);
        context.set_fonts(fonts);
    };
    let window = Harness::builder().with_size(size).with_context_setup(fonts).renderer(SoftRenderer::default());
    window.build_ui_state(
        |ui, reader: &mut Reader| {
            let current = reader.response.page;
            if let Some(strip) = &mut reader.thumbnails {
                let painter = &mut reader.painter;
                egui::Panel::left("strip").exact_size(150.0).show(ui, |ui| {
                    let chosen = strip.show(ui, &reader.layout, current, painter, &COLORS, Color32::BLACK);
                    if let Some(page) = chosen {
                        reader.view.scroll_to_page(page);
                    }
                });
            }
            let clicked = reader.response.clicked.take();
            reader.response = reader.view.show(ui, &reader.layout, &mut reader.painter, &COLORS);
            reader.response.clicked = reader.response.clicked.take().or(clicked);
        },
        state,
    )
}

fn sample_reader() -> Harness<'static, Reader> {
    reader(layout(&compose(&shared(&sample(Template::Full)))), vec2(900.0, 700.0))
}

/// What a page is called, counted from 0.
fn label(page: usize, pages: usize) -> String {
    say!(Language::Danish.locale(), "page-of", page = (page + 1).to_string(), pages = pages.to_string())
}

/// A point of paper of a page on the screen.
fn on_screen(harness: &Harness<'_, Reader>, page: usize, at: [f32; 2]) -> egui::Pos2 {
    let pages = harness.state().layout.pages.len();
    let label = label(page, pages);
    let node = harness.get_by_role_and_label(Role::Document, &label);
    let area = node.rect();
    let scale = area.width() / harness.state().layout.pages[page].width;
    area.min + vec2(at[0], at[1]) * scale
}

fn click(harness: &mut Harness<'_, Reader>, at: egui::Pos2) {
    harness.hover_at(at);
    for pressed in [true, false] {
        let event =
            Event::PointerButton { pos: at, button: egui::PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
        harness.event(event);
    }
    harness.run_steps(3);
}

#[test]
fn a_page_can_be_read_by_a_screen_reader() {
    let mut harness = sample_reader();
    harness.run_steps(2);
    let pages = harness.state().layout.pages.len();
    let first = label(0, pages);
    let page = harness.get_by_role_and_label(Role::Document, &first);
    assert_eq!(page.accesskit_node().role(), Role::Document);
    let title = Meeting::sample().title;
    assert!(page.children().any(|node| node.accesskit_node().label().as_deref() == Some(title.as_str())
        || node.accesskit_node().value().as_deref() == Some(title.as_str())));
    // Pages that are not seen are not there.
    assert!(harness.query_by_label(&label(pages - 1, pages)).is_none());
}

#[test]
fn a_click_finds_the_words_and_a_click_in_the_contents_goes_there() {
    let mut harness = sample_reader();
    harness.state_mut().view.zoom = Zoom::FitPage;
    harness.run_steps(3);
    // What is near the end cannot be scrolled to the top.
    let count = harness.state().layout.pages.len();
    let links = &harness.state().layout.pages[0].links;
    let link =
        links.iter().rfind(|link| link.page.0 > 0 && link.page.0 + 2 < count).expect("a line of the contents").clone();
    let at = on_screen(&harness, 0, [link.area.x + 20.0, link.area.y + 5.0]);
    click(&mut harness, at);
    assert_eq!(harness.state().response.page, link.page);
    assert_eq!(harness.state().response.clicked, None);
    let layout = &harness.state().layout;
    let map = source::SourceMap::of(layout);
    let (origin, place) = map
        .all()
        .find(|(origin, place)| {
            matches!(origin, Origin::Paragraph(..))
                && place.page == link.page
                && place.line.start > 0
                && place.at[1] > link.y + 20.0
        })
        .expect("a line of a paragraph");
    let (origin, start) = (origin.clone(), place.line.start);
    let point = [place.at[0] + 1.0, place.at[1] - 3.0];
    let at = on_screen(&harness, link.page.0, point);
    click(&mut harness, at);
    assert_eq!(harness.state().response.clicked, Some((origin, Some(start))));
}

#[test]
fn the_keyboard_goes_through_the_pages() {
    let mut harness = sample_reader();
    harness.run_steps(2);
    let last = harness.state().layout.pages.len() - 1;
    harness.get_by_label("Sider").focus();
    harness.run_steps(2);
    harness.key_press(Key::End);
    harness.run_steps(3);
    assert_eq!(harness.state().response.page.0, last);
    harness.key_press(Key::Home);
    harness.run_steps(3);
    assert_eq!(harness.state().response.page.0, 0);
    for _ in 0..4 {
        harness.key_press(Key::PageDown);
        harness.run_steps(2);
    }
    assert!(harness.state().response.page.0 > 0);
}

#[test]
fn what_is_under_the_pointer_stays_there_while_it_zooms() {
    let mut harness = sample_reader();
    harness.state_mut().view.scroll_to_page(PageIndex(1));
    harness.run_steps(3);
    let at = on_screen(&harness, 1, [300.0, 200.0]);
    harness.hover_at(at);
    harness.run_steps(1);
    let factor = harness.state().response.factor;
    harness.event_modifiers(
        Event::MouseWheel {
            unit: MouseWheelUnit::Point,
            delta: vec2(0.0, 60.0),
            phase: TouchPhase::Move,
            source: MouseWheelSource::Wheel,
            modifiers: Modifiers::COMMAND,
        },
        Modifiers::COMMAND,
    );
    harness.run_steps(12);
    assert!(harness.state().response.factor > factor * 1.1);
    let now = on_screen(&harness, 1, [300.0, 200.0]);
    assert!((now - at).length() < 3.0, "{at:?} {now:?}");
}

#[test]
fn a_part_of_the_meeting_is_brought_into_view_with_a_ring() {
    let mut harness = sample_reader();
    let number = Meeting::sample().selection.last().expect("a principle").principle.number;
    harness.state_mut().view.scroll_to(Origin::Paragraph(number, 1), None);
    harness.run_steps(3);
    let state = harness.state();
    let (page, _) = source::first(&state.layout, &Origin::Paragraph(number, 1), None).expect("a place");
    assert!(state.response.page.0.abs_diff(page.0) <= 1);
    let picture = harness.render().expect("a picture");
    // Its softened edge is between its colour and the paper's.
    let near = |pixel: &[u8; 4]| pixel[0] > 0xa0 && pixel[1].abs_diff(0x60) < 0x40 && pixel[2] < 0x80;
    let ring = picture.pixels().filter(|pixel| near(&pixel.0)).count();
    if let Some(path) = std::env::var_os("BILAG_PICTURE") {
        picture.save(std::path::Path::new(&path).with_extension("ring.png")).expect("a file");
    }
    assert!(ring > 300, "{ring}");
}

#[test]
fn a_small_page_leads_to_the_large_one() {
    let mut harness = sample_reader();
    harness.state_mut().thumbnails = Some(Thumbnails::default());
    harness.run_steps(3);
    let pages = harness.state().layout.pages.len();
    let second = label(1, pages);
    let small = harness.get_all_by_label(&second).find(|node| node.rect().width() < 150.0);
    let at = small.expect("a small page").rect().center();
    click(&mut harness, at);
    assert_eq!(harness.state().response.page.0, 1);
    if let Some(path) = std::env::var_os("BILAG_PICTURE") {
        harness.render().expect("a picture").save(path).expect("a file");
    }
}

#[test]
fn of_many_pages_only_those_that_are_seen_are_nodes() {
    let mut meeting = whole(&agreement());
    for copy in 1..30 {
        for mut selected in whole(&agreement()).selection {
            selected.principle.number += copy * 100;
            meeting.selection.push(selected);
        }
    }
    let mut harness = reader(layout(&compose(&shared(&meeting))), vec2(900.0, 700.0));
    harness.state_mut().view.scroll_to_page(PageIndex(100));
    harness.run_steps(3);
    assert_eq!(harness.state().response.page.0, 100);
    let documents = harness.root().children_recursive().filter(|node| node.accesskit_node().role() == Role::Document);
    assert!((1..=3).contains(&documents.count()));
}
