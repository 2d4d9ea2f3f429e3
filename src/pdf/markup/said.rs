//! What a mark says: of which kind it is, and in which words.

#![warn(clippy::indexing_slicing)]

use super::{Markup, Subtype};
use crate::compose::labels;
use crate::locale::{Language, Locale, Message};
use crate::meeting::{Body, HighlightColor, Kind, Meeting, Target, anchor};
use crate::message;
use crate::typeset::highlight_tint;
use icu_normalizer::ComposingNormalizerBorrowed;

/// What an annotation is: by its subject, else by what it looks like.
pub fn body<K>(markup: &Markup<K>, said: &str) -> Body {
    for kind in [Kind::Question, Kind::Decision, Kind::Action] {
        if Language::ALL.iter().any(|language| language.locale().text(kind.label()) == markup.subject) {
            return Body::of(kind, None).unwrap_or(Body::COMMENT);
        }
    }
    let silent = said.trim().is_empty();
    match (markup.subtype, &markup.drawing) {
        (Subtype::Ink, Some(drawing)) => Body::Ink(drawing.clone()),
        (Subtype::StrikeOut | Subtype::Redact, _) if silent => Body::Suggestion { replacement: String::new() },
        (Subtype::Highlight | Subtype::Underline | Subtype::Squiggly | Subtype::Shape(_), _) if silent => {
            Body::Highlight { color: color(markup) }
        }
        _ => Body::COMMENT,
    }
}

/// The highlight colour that is nearest to the annotation's.
pub fn color<K>(markup: &Markup<K>) -> HighlightColor {
    for color in HighlightColor::ALL {
        if Language::ALL.iter().any(|language| language.locale().text(color.label()) == markup.subject) {
            return color;
        }
    }
    let Some(other) = markup.color else { return HighlightColor::Yellow };
    let distance = |color: &HighlightColor| {
        // What matters is the hue: tints are compared without their common white.
        let hue = |channels: [f32; 3]| {
            let (low, high) = channels.iter().fold((f32::MAX, f32::MIN), |(low, high), c| (low.min(*c), high.max(*c)));
            channels.map(|channel| if high - low < 0.01 { 0.0 } else { (channel - low) / (high - low) })
        };
        let own = hue(highlight_tint(*color).map(|channel| f32::from(channel) / 255.0));
        own.iter().zip(hue(other)).map(|(left, right)| (left - right).powi(2)).sum::<f32>()
    };
    HighlightColor::ALL
        .into_iter()
        .min_by(|left, right| distance(left).total_cmp(&distance(right)))
        .unwrap_or(HighlightColor::Yellow)
}

/// What a mark says on the words of `target`. Words that a program copied there say nothing; a stamp says its name, in the
/// language of the hand-out, and an icon without a text the name of its file.
pub fn words<K>(markup: &Markup<K>, target: &Target, sent: &Meeting) -> String {
    let said = markup.said.trim_end();
    match markup.subtype {
        subtype if subtype.is_on_words() && is_copied(said, target, sent) => String::new(),
        Subtype::Stamp => {
            let name = stamp(markup, labels(sent).locale());
            if said.trim().is_empty() || said.trim() == name || said.trim() == markup.subject.trim() {
                name
            } else {
                format!("{name}\n{said}")
            }
        }
        Subtype::FileAttachment if said.trim().is_empty() => markup.icon.clone(),
        _ => markup.said.clone(),
    }
}

/// Whether a text is the words that it is on, as they were copied: perhaps with line breaks, ligatures, divided, or with the full
/// stop that stands after them.
fn is_copied(said: &str, target: &Target, sent: &Meeting) -> bool {
    let (Some(text), Some(range)) = (sent.text_of(target), sent.words(target)) else { return false };
    let nfkc = ComposingNormalizerBorrowed::new_nfkc();
    let said = nfkc.normalize(said);
    let joined = said.replace("-\n", "").replace('\u{ad}', "");
    let told = |range: &std::ops::Range<usize>| {
        let word = |c: char| c.is_alphanumeric();
        let words = text.get(range.clone())?;
        let start = words.find(word)?;
        let end = words.rfind(word)?;
        Some((range.start + start, range.start + end))
    };
    let Some(marked) = told(&range) else { return false };
    [said.as_ref(), &joined]
        .into_iter()
        .any(|said| anchor::find(text, said).iter().any(|found| told(found) == Some(marked)))
}

/// What a stamp says: the word for its name where that is one of the standard's (ISO 32000-1, Table 181), also as Acrobat calls
/// them; else its name, or its subject where the name is no word.
fn stamp<K>(markup: &Markup<K>, locale: &Locale) -> String {
    let [name, subject] = [markup.icon.trim(), markup.subject.trim()];
    let bare = ["SB", "SH", "D"].iter().find_map(|maker| name.strip_prefix(maker));
    let standard = [Some(name), bare, Some(subject)].into_iter().flatten().find_map(standard);
    if let Some(words) = standard {
        return locale.text(words);
    }
    let is_word = name.chars().next().is_some_and(char::is_alphabetic);
    let other = if is_word || subject.is_empty() { name } else { subject };
    if other.is_empty() { locale.text(message!("stamp")) } else { other.to_owned() }
}

/// The word for one of the standard's stamps.
fn standard(name: &str) -> Option<Message> {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match letters.as_str() {
        "approved" => message!("stamp-approved"),
        "experimental" => message!("stamp-experimental"),
        "notapproved" => message!("stamp-not-approved"),
        "asis" => message!("stamp-as-is"),
        "expired" => message!("stamp-expired"),
        "notforpublicrelease" => message!("stamp-not-for-public-release"),
        "confidential" => message!("stamp-confidential"),
        "final" => message!("stamp-final"),
        "sold" => message!("stamp-sold"),
        "departmental" => message!("stamp-departmental"),
        "forcomment" => message!("stamp-for-comment"),
        "topsecret" => message!("stamp-top-secret"),
        "draft" => message!("stamp-draft"),
        "forpublicrelease" => message!("stamp-for-public-release"),
        _ => return None,
    })
}
