//! What was changed on a page itself, where no annotation says it.
//!
//! What stands on the page is explained by what was sent, place by place: programs that write a file anew divide and join what is
//! drawn as they like, but leave it where it is. What is not explained was drawn, pasted in or typed by somebody.

use super::Seen;
use super::matching::Placement;
use crate::foreign::{Shape, ShapeKind};
use crate::meeting::PageChange;
use crate::pdf::sent::{PagePart, SentPage, SentWord};
use crate::typeset::page::Area;

/// How far, in points, something may reach beyond what was sent.
const NEAR: f32 = 1.5;
/// What is not wider or higher than this is a line.
const THIN: f32 = 4.0;
/// What is smaller in both directions is not seen.
const SMALLEST: f32 = 0.5;
/// The share of a page that one picture fills where the page is a picture.
const PICTURE: f32 = 0.4;

/// What was changed on a page.
#[must_use]
pub fn changes(seen: &Seen, sent: &[SentPage]) -> Vec<PageChange> {
    let mut all = Vec::new();
    if seen.placements.is_empty() {
        if let Some(foot) = seen.foot(sent) {
            all.push(PageChange::OtherMeeting(foot));
        } else if is_a_picture(seen) {
            all.push(PageChange::Pictures);
        }
        return all;
    }
    let placements: Vec<(&Placement, &SentPage)> =
        seen.placements.iter().filter_map(|placement| Some((placement, sent.get(placement.page)?))).collect();
    if let Some(foot) = placements.iter().find_map(|(placement, _)| placement.foot.as_ref()) {
        all.push(PageChange::OtherMeeting(seen.say(foot.iter().copied())));
        return all;
    }
    // Of a page that is known only in part nothing can be said.
    if placements.iter().any(|(_, page)| page.shapes.is_none()) {
        return all;
    }
    let is_explained = |shape: &&Shape| placements.iter().any(|(placement, page)| explains(placement, page, shape));
    let strange = seen.contents.shapes.iter().filter(|shape| !is_explained(shape));
    let (pictures, drawn): (Vec<&Shape>, Vec<&Shape>) = strange.partition(|shape| shape.kind == ShapeKind::Picture);
    if !drawn.is_empty() {
        all.push(PageChange::Drawn);
    }
    if !pictures.is_empty() {
        all.push(PageChange::Pictures);
    }
    if !super::blind::is_blind(&seen.contents) {
        let (added, missing) = words(seen, &placements);
        all.extend((!added.is_empty()).then_some(PageChange::WordsAdded(added)));
        all.extend((!missing.is_empty()).then_some(PageChange::WordsMissing(missing)));
    }
    all
}

/// Whether a page without words that are known is mostly one picture.
fn is_a_picture(seen: &Seen) -> bool {
    let [left, bottom, right, top] = seen.contents.crop_box;
    let all = (right - left) * (top - bottom);
    let area = |[left, bottom, right, top]: [f32; 4]| (right - left) * (top - bottom);
    let shapes = seen.contents.shapes.iter().filter(|shape| shape.kind == ShapeKind::Picture);
    shapes.map(|shape| area(shape.bounds)).any(|picture| picture > all * PICTURE)
}

/// Whether something on the sheet is what was drawn there. What holds a shape is upright on the sheet, also where that is not: so
/// places are compared there.
fn explains(placement: &Placement, page: &SentPage, shape: &Shape) -> bool {
    let [x0, y0, x1, y1] = shape.bounds;
    let near = NEAR / placement.transform.scale().max(0.01);
    let on_sheet = |Area { x, y, width, height }: &Area| {
        let corners = [[*x, *y], [x + width, *y], [x + width, y + height], [*x, y + height]];
        let none = ([f32::MAX; 2], [f32::MIN; 2]);
        let placed = corners.map(|corner| placement.transform.unapply(corner));
        placed.into_iter().fold(none, |([x0, y0], [x1, y1]), [x, y]| ([x0.min(x), y0.min(y)], [x1.max(x), y1.max(y)]))
    };
    if x1 - x0 < SMALLEST && y1 - y0 < SMALLEST {
        return true;
    }
    let [width, height] = page.size.unwrap_or([0.0; 2]);
    let ([left, bottom], [right, top]) = on_sheet(&Area { x: 0.0, y: 0.0, width, height });
    let covers_all = x0 <= left + near && y0 <= bottom + near && x1 >= right - near && y1 >= top - near;
    if covers_all && shape.kind == ShapeKind::Fill {
        return true;
    }
    page.shapes.iter().flatten().any(|area| {
        let ([left, bottom], [right, top]) = on_sheet(area);
        let within = x0 >= left - near && y0 >= bottom - near && x1 <= right + near && y1 <= top + near;
        let is_thin = area.width.min(area.height) <= THIN;
        // A line may come back in pieces; an area comes back with at least one of its sides, or it would be something within it.
        let has_a_side = (x1 - x0) >= (right - left) - 2.0 * near || (y1 - y0) >= (top - bottom) - 2.0 * near;
        within && (is_thin || has_a_side)
    })
}

/// The words that were added and those that are missing.
fn words(seen: &Seen, placements: &[(&Placement, &SentPage)]) -> (String, String) {
    let is_said = |text: &str| text.chars().any(|c| c.is_alphanumeric() && c != char::REPLACEMENT_CHARACTER);
    let mut added: Vec<(usize, [f32; 2])> = Vec::new();
    for (index, word) in seen.words.iter().enumerate() {
        let known = placements.iter().any(|(placement, page)| {
            let place = placement.transform.apply(word.begin);
            let is_same = |sent: &SentWord| {
                (sent.begin[0] - place[0]).hypot(sent.begin[1] - place[1]) < 3.0 && sent.text == word.text
            };
            // What is painted twice for a bolder look is one word.
            placement.seen.get(index).is_some_and(Option::is_some) || page.words.iter().any(is_same)
        });
        if !known && is_said(&word.text) {
            let place = placements.first().map_or(word.begin, |(placement, _)| placement.transform.apply(word.begin));
            added.push((index, place));
        }
    }
    let [left, bottom, right, top] = seen.contents.crop_box;
    let mut missing: Vec<&SentWord> = Vec::new();
    for (placement, page) in placements {
        let is_to_be_seen = |word: &SentWord| {
            let [x, y] = placement.transform.unapply(word.begin);
            x > left && x < right && y > bottom && y < top
        };
        let gone = page.words.iter().zip(&placement.found).filter(|(_, found)| !**found).map(|(word, _)| word);
        missing.extend(gone.filter(|word| word.part == PagePart::Text && is_to_be_seen(word) && is_said(&word.text)));
    }
    // Another program may have parted the words of a line otherwise.
    let line = |text: String| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let was = line(missing.iter().map(|word| word.text.as_str()).collect());
    let is =
        line(added.iter().filter_map(|(index, _)| seen.words.get(*index)).map(|word| word.text.as_str()).collect());
    if was == is {
        return Default::default();
    }
    let missing: Vec<&str> = missing.iter().map(|word| word.text.as_str()).collect();
    (seen.say(added.into_iter().map(|(index, _)| index)), missing.join(" "))
}
