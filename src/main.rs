//! Temporary door.
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mut m = match a.get(2) {
        Some(f) => bilag::pdf::open(&std::fs::read(f).unwrap())
            .map_err(|e| e.to_string())
            .or_else(|_| bilag::meeting::file::read(&std::fs::read(f).unwrap()))
            .unwrap(),
        None => bilag::meeting::Meeting::sample(),
    };
    if let Ok(t) = std::env::var("T") {
        m.handout.template = bilag::meeting::Template::ALL.into_iter().find(|x| x.name() == t).unwrap();
    }
    if let Ok(l) = std::env::var("L") {
        m.handout.language = bilag::locale::Language::from_tag(&l);
    }
    let e = bilag::pdf::export(&m, jiff::Timestamp::from_second(1_790_000_000).unwrap()).unwrap();
    eprintln!("{} pages {} bytes {:?}", e.pages, e.bytes.len(), e.missing);
    std::fs::write(&a[1], e.bytes).unwrap();
}
