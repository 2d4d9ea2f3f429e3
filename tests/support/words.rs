//! Bilag's words, made unrecognisable.

use bilag::locale::{Language, Locale};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, Resource};

/// A locale whose every text has other letters than the program's: the same ones for the same seed. It lives until the
/// test's end, as the program's own do.
pub fn scrambled(language: Language, seed: u64) -> &'static Locale {
    let mut random = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let sources: Vec<String> = language.sources().into_iter().map(|source| scramble(source, &mut random)).collect();
    Box::leak(Box::new(Locale::new(language, sources.iter().map(String::as_str))))
}

fn scramble(source: &str, random: &mut u64) -> String {
    let mut resource: Resource<String> = fluent_syntax::parser::parse(source.to_owned()).expect("Fluent");
    for entry in &mut resource.body {
        if let Entry::Message(Message { value: Some(pattern), .. }) = entry {
            in_pattern(pattern, random);
        }
    }
    fluent_syntax::serializer::serialize(&resource)
}

fn in_pattern(pattern: &mut Pattern<String>, random: &mut u64) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = value.chars().map(|c| other(c, random)).collect(),
            PatternElement::Placeable { expression } => in_expression(expression, random),
        }
    }
}

fn in_expression(expression: &mut Expression<String>, random: &mut u64) {
    match expression {
        Expression::Select { variants, .. } => {
            for variant in variants {
                in_pattern(&mut variant.value, random);
            }
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => in_expression(expression, random),
        Expression::Inline(_) => {}
    }
}

/// Another letter for a letter; everything else stays.
fn other(c: char, random: &mut u64) -> char {
    if !c.is_alphabetic() {
        return c;
    }
    // Xorshift (Marsaglia 2003).
    *random ^= *random << 13;
    *random ^= *random >> 7;
    *random ^= *random << 17;
    let letter = char::from(b'a' + u8::try_from(*random % 26).expect("a letter's number"));
    if letter.eq_ignore_ascii_case(&c) { if letter == 'z' { 'a' } else { 'z' } } else { letter }
}
