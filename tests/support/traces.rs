//! Looking for traces of a text in everything that a file holds.

use super::tagged::Tagged;
use lopdf::{Document, Object};

/// Bytes that are searched again and again: each as a character, so that the search is the standard library's.
pub struct Bytes(String);

impl Bytes {
    /// Bytes as they stand in a file.
    pub fn of(bytes: &[u8]) -> Bytes {
        Bytes(bytes.iter().map(|byte| char::from(byte.to_ascii_lowercase())).collect())
    }

    /// Whether a text is among them, in any form and in small or capital letters.
    pub fn hold(&self, text: &str) -> bool {
        forms(text).iter().any(|form| self.0.contains(&Bytes::of(form).0))
    }
}

/// Every way in which a program might have written a text.
fn forms(text: &str) -> Vec<Vec<u8>> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let big: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let little: Vec<u8> = utf16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    // PDFDocEncoding has these letters where Latin-1 has them.
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

/// All bytes of a PDF by where they stand: the file as it is, every string, name and stream, also unpacked and in object streams,
/// and the text that is read aloud.
pub fn everything(bytes: &[u8]) -> Vec<(String, Bytes)> {
    let file = Document::load_mem(bytes).expect("a PDF");
    assert!(file.objects.len() > 20, "the objects in object streams were read");
    let mut all = vec![("the file".to_owned(), Bytes::of(bytes))];
    for (id, object) in &file.objects {
        collect(&format!("object {id:?}"), object, &mut all);
    }
    let text = Tagged::read(bytes);
    all.push(("the text by structure".to_owned(), Bytes::of(text.text(&text.root).as_bytes())));
    all.push(("the text of artifacts".to_owned(), Bytes::of(text.artifacts.concat().as_bytes())));
    all
}

fn collect(place: &str, object: &Object, all: &mut Vec<(String, Bytes)>) {
    let mut add = |bytes: &[u8]| all.push((place.to_owned(), Bytes::of(bytes)));
    match object {
        Object::String(bytes, _) | Object::Name(bytes) => add(bytes),
        Object::Array(items) => items.iter().for_each(|item| collect(place, item, all)),
        Object::Dictionary(dictionary) => dictionary.iter().for_each(|(key, item)| {
            all.push((place.to_owned(), Bytes::of(key)));
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
