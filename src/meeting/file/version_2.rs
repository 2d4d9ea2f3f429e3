//! What version 2 had otherwise than version 3: annotations with every field whatever their kind, targets of three
//! optional parts, answers that were only text, participants who were only names. It is frozen.

use crate::meeting::Participant;
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// The beginnings of answers that versions 1 and 2 made of what a reviewer had changed, in their two languages.
const REWORDED: [(&str, &str); 2] = [("Foreslår: »", "«"), ("Suggests: “", "”")];

/// The same for a status, and what each was called.
const STATUS: [(&str, [(&str, &str); 5]); 2] = [
    (
        "Siger: ",
        [
            ("åben", "open"),
            ("vedtaget", "accepted"),
            ("forkastet", "rejected"),
            ("bortfaldet", "cancelled"),
            ("afsluttet", "completed"),
        ],
    ),
    (
        "Says: ",
        [
            ("open", "open"),
            ("adopted", "accepted"),
            ("rejected", "rejected"),
            ("cancelled", "cancelled"),
            ("completed", "completed"),
        ],
    ),
];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Annotation {
    id: Value,
    kind: String,
    target: Target,
    note: Value,
    #[serde(default)]
    color: Option<Value>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    author: String,
    created: Value,
    modified: Value,
    #[serde(default)]
    visibility: Option<Value>,
    #[serde(default)]
    status: Option<Value>,
    #[serde(default)]
    agenda_item: Option<Value>,
    #[serde(default)]
    outcome: Option<Value>,
    #[serde(default)]
    proposer: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    due: Option<Value>,
    #[serde(default)]
    drawing: Option<Value>,
    #[serde(default)]
    replies: Vec<Reply>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Target {
    #[serde(default)]
    principle: Option<u32>,
    #[serde(default)]
    paragraph: Option<usize>,
    #[serde(default)]
    words: Option<Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    id: Value,
    author: Value,
    created: Value,
    text: String,
}

/// Why something of version 2 cannot be brought up.
#[derive(Debug)]
pub enum Unsound {
    /// It has another shape.
    Json(serde_json::Error),
    /// A note is on a paragraph of no principle.
    NoPrinciple(String),
}

impl From<serde_json::Error> for Unsound {
    fn from(error: serde_json::Error) -> Unsound {
        Unsound::Json(error)
    }
}

/// Makes a file of version 3 of one of version 2.
pub fn bring_up(file: &mut Value) -> Result<(), Unsound> {
    let Some(meeting) = file.get_mut("meeting").and_then(Value::as_object_mut) else { return Ok(()) };
    bring_up_participants(meeting.get_mut("participants"))?;
    if let Some(annotations) = meeting.get_mut("annotations").and_then(Value::as_array_mut) {
        for annotation in annotations {
            *annotation = bring_up_annotation(annotation.take())?;
        }
    }
    Ok(())
}

/// Makes participants of names.
pub fn bring_up_participants(names: Option<&mut Value>) -> Result<(), Unsound> {
    if let Some(names) = names {
        let all: Vec<String> = serde_json::from_value(names.take())?;
        *names = serde_json::to_value(Participant::named(&all, &[]))?;
    }
    Ok(())
}

/// Makes an annotation of version 3 of one of version 2.
pub fn bring_up_annotation(annotation: Value) -> Result<Value, Unsound> {
    let old: Annotation = serde_json::from_value(annotation)?;
    let mut new = Map::new();
    let target = target(&old)?;
    let body = body(&old);
    let replies: Vec<Value> = old.replies.iter().map(reply).collect();
    for (key, value) in [
        ("id", Some(old.id)),
        ("body", Some(body)),
        ("target", Some(target)),
        ("note", Some(old.note)),
        ("text", Some(old.text.into())),
        ("author", Some(old.author.into())),
        ("created", Some(old.created)),
        ("modified", Some(old.modified)),
        ("visibility", old.visibility),
        ("status", old.status),
        ("agenda_item", old.agenda_item),
        ("replies", Some(replies.into())),
    ] {
        if let Some(value) = value {
            new.insert(key.to_owned(), value);
        }
    }
    Ok(Value::Object(new))
}

fn target(old: &Annotation) -> Result<Value, Unsound> {
    let Target { principle, paragraph, words } = &old.target;
    let text =
        |principle: &u32, paragraph: &usize| json!({ "paragraph": { "principle": principle, "paragraph": paragraph } });
    Ok(match (principle, paragraph, words) {
        (None, None, None) => json!({ "part": "meeting" }),
        // Words of no paragraph were never found, and never shown as words.
        (Some(principle), None, _) => json!({ "part": { "principle": principle } }),
        (Some(principle), Some(paragraph), None) => json!({ "part": { "text": text(principle, paragraph) } }),
        (Some(principle), Some(paragraph), Some(words)) => {
            json!({ "words": { "text": text(principle, paragraph), "words": words } })
        }
        (None, ..) => {
            let id = old.id.as_str().unwrap_or_default();
            return Err(Unsound::NoPrinciple(id.to_owned()));
        }
    })
}

/// The body, with what its kind had. What others had of it no program wrote.
fn body(old: &Annotation) -> Value {
    if let Some(drawing) = &old.drawing {
        return json!({ "ink": drawing });
    }
    let mut fields = Map::new();
    let mut set = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value);
        }
    };
    set("color", old.color.clone());
    let words = |text: &String| (!text.is_empty()).then(|| Value::from(text.clone()));
    // A drawing without strokes was what was written to it.
    let kind = if old.kind == "ink" { "comment" } else { old.kind.as_str() };
    match kind {
        "decision" => {
            set("outcome", old.outcome.clone());
            set("proposer", words(&old.proposer));
        }
        "action" => {
            set("owner", words(&old.owner));
            set("due", old.due.clone());
        }
        // A highlight of no colour was shown in the first.
        "highlight" => set("color", Some(old.color.clone().unwrap_or_else(|| 1.into()))),
        _ => {}
    }
    let mut body = Map::new();
    body.insert(kind.to_owned(), Value::Object(fields));
    Value::Object(body)
}

fn reply(old: &Reply) -> Value {
    let content = suggested(&old.text).unwrap_or_else(|| json!({ "text": old.text }));
    json!({ "id": old.id, "author": old.author, "created": old.created, "content": content })
}

/// The content of an answer that was made of a single change.
fn suggested(text: &str) -> Option<Value> {
    let reworded = REWORDED.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    if let Some(words) = reworded {
        return Some(json!({ "suggests": [{ "text": words }] }));
    }
    STATUS.iter().find_map(|(open, names)| {
        let called = text.strip_prefix(open)?;
        let (_, status) = names.iter().find(|(name, _)| *name == called)?;
        Some(json!({ "suggests": [{ "status": status }] }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_made_of_a_change_becomes_that_change() {
        let content = |text: &str| {
            let old = Reply { id: "a".into(), author: "b".into(), created: "c".into(), text: text.to_owned() };
            reply(&old)["content"].clone()
        };
        assert_eq!(content("Foreslår: »Nyt«"), json!({ "suggests": [{ "text": "Nyt" }] }));
        assert_eq!(content("Says: adopted"), json!({ "suggests": [{ "status": "accepted" }] }));
        assert_eq!(content("Foreslår: noget"), json!({ "text": "Foreslår: noget" }));
    }
}
