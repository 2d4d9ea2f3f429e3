//! Two lists that come from one, brought together by the names of what is in them.

use std::collections::{BTreeMap, BTreeSet};

/// Things that may be the same, told apart by how many of them stand before.
pub fn counted<T: Ord>(all: &[T]) -> Vec<(&T, usize)> {
    let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
    all.iter()
        .map(|one| {
            let count = counts.entry(one).or_default();
            *count += 1;
            (one, *count - 1)
        })
        .collect()
}

/// Two lists of things with names of their own. The order is that of the side that changed it; of ours, if both did.
pub fn lists<T: Clone + PartialEq, K: Ord + Clone>(
    base: &[T],
    ours: &[T],
    theirs: &[T],
    key: impl Fn(&T) -> K,
    mut both: impl FnMut(Option<&T>, &T, &T) -> T,
) -> Vec<T> {
    let by_key = |list: &[T]| -> BTreeMap<K, T> { list.iter().map(|item| (key(item), item.clone())).collect() };
    let (in_base, in_ours, in_theirs) = (by_key(base), by_key(ours), by_key(theirs));
    let mut kept: BTreeMap<K, T> = BTreeMap::new();
    for name in in_ours.keys().chain(in_theirs.keys()) {
        let was = in_base.get(name);
        let item = match (in_ours.get(name), in_theirs.get(name)) {
            (Some(own), Some(other)) if own == other || was == Some(other) => Some(own.clone()),
            (Some(own), Some(other)) if was == Some(own) => Some(other.clone()),
            (Some(own), Some(other)) if !kept.contains_key(name) => Some(both(was, own, other)),
            (Some(_), Some(_)) | (None, None) => None,
            // What one side removed goes, unless the other changed it.
            (Some(item), None) | (None, Some(item)) => (was != Some(item)).then(|| item.clone()),
        };
        if let Some(item) = item {
            kept.insert(name.clone(), item);
        }
    }
    let names = |list: &[T]| -> Vec<K> { list.iter().map(&key).filter(|name| kept.contains_key(name)).collect() };
    let common = |list: &[T]| -> Vec<K> {
        let everywhere = |name: &K| [&in_base, &in_ours, &in_theirs].iter().all(|side| side.contains_key(name));
        list.iter().map(&key).filter(everywhere).collect()
    };
    let (lead, other) =
        if common(ours) == common(base) { (names(theirs), names(ours)) } else { (names(ours), names(theirs)) };
    interleave(lead, &other).into_iter().filter_map(|name| kept.remove(&name)).collect()
}

/// `lead`, with what only `other` has put after what it stands after there.
fn interleave<K: Ord + Clone>(lead: Vec<K>, other: &[K]) -> Vec<K> {
    let in_lead: BTreeSet<K> = lead.iter().cloned().collect();
    let mut following: BTreeMap<Option<K>, Vec<K>> = BTreeMap::new();
    let mut last = None;
    for name in other {
        if in_lead.contains(name) {
            last = Some(name.clone());
        } else {
            following.entry(last.clone()).or_default().push(name.clone());
        }
    }
    let mut whole = following.remove(&None).unwrap_or_default();
    for name in lead {
        let after = following.remove(&Some(name.clone()));
        whole.push(name);
        whole.extend(after.into_iter().flatten());
    }
    whole
}
