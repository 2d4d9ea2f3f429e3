//! Looking for traces of a text in everything that a file holds.

use super::tagged::Tagged;
use lopdf::{Document, Object};

/// Every way in which a program might have written a text.
pub fn forms(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let latin: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    let escaped = |unit: &u16| {
        u8::try_from(*unit)
            .ok()
            .filter(u8::is_ascii)
            .map_or_else(|| format!("\\u{unit:04x}"), |byte| char::from(byte).to_string())
    };
    let json: String = utf16.iter().map(escaped).collect();
    let hex = |bytes: &[u8]| -> Vec<u8> { bytes.iter().flat_map(|byte| format!("{byte:02X}").into_bytes()).collect() };
    let mut forms = vec![text.as_bytes().to_vec(), big, little];
    forms.extend(latin);
    let written: Vec<Vec<u8>> = forms.iter().map(|bytes| hex(bytes)).collect();
    forms.extend(written);
    forms.push(json.into_bytes());
    forms
}

/// Whether a text is among bytes, in any form and in small or capital letters.
pub fn is_in(text: &str, bytes: &[u8]) -> bool {
    forms(text).iter().any(|form| bytes.windows(form.len()).any(|window| window.eq_ignore_ascii_case(form)))
}

/// All bytes of a PDF by where they stand: the file as it is, every string, name and stream, also unpacked and in object streams,
/// and the text that is read aloud.
pub fn everything(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let file = Document::load_mem(bytes).expect("a PDF");
    assert!(file.objects.len() > 20, "the objects in object streams were read");
    let mut all = vec![("the file".to_owned(), bytes.to_vec())];
    for (id, object) in &file.objects {
        collect(&format!("object {id:?}"), object, &mut all);
    }
    let text = Tagged::read(bytes);
    all.push(("the text by structure".to_owned(), text.text(&text.root).into_bytes()));
    all.push(("the text of artifacts".to_owned(), text.artifacts.concat().into_bytes()));
    all
}

fn collect(place: &str, object: &Object, all: &mut Vec<(String, Vec<u8>)>) {
    let mut add = |bytes: &[u8]| all.push((place.to_owned(), bytes.to_vec()));
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => add(bytes),
        Object::Array(items) => items.iter().for_each(|item| collect(place, item, all)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(key, item)| {
            all.push((place.to_owned(), key.clone()));
            collect(place, item, all);
        }),
        Object::Stream(stream) => {
            add(&stream.content);
            add(&stream.get_plain_content().unwrap_or_default());
            stream.dict.iter().for_each(|(_, item)| collect(place, item, all));
        }
        _ => {}
    }
}
