//! What a file is to those who do not read it: its owner and group, its permissions, its list of access control and its
//! other extended attributes, and the further names that it has.
//!
//! A file that takes the place of another has to be the same to them. Rights are given in an order in which nobody has, at any
//! moment, more than before.

use std::io;
use std::path::Path;

/// Makes `new`, which only the user may read, what `old` is. `false` where that cannot be had whole: then `new` must not take
/// the place of `old`.
#[cfg(unix)]
pub(super) fn take_after(new: &Path, old: &Path) -> io::Result<bool> {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, chown};

    let was = fs::metadata(old)?;
    // Another name of it would go on to be the old one.
    if was.nlink() > 1 {
        return Ok(false);
    }
    let is = fs::metadata(new)?;
    if (is.uid(), is.gid()) != (was.uid(), was.gid()) && chown(new, Some(was.uid()), Some(was.gid())).is_err() {
        return Ok(false);
    }
    if !take_attributes(new, old)? {
        return Ok(false);
    }
    // A share may show rights that nobody can set; they are what matters, not the setting.
    let set = fs::set_permissions(new, was.permissions());
    let is = fs::metadata(new)?;
    Ok((is.uid(), is.gid(), is.mode()) == (was.uid(), was.gid(), was.mode())
        || (set.is_ok() && is.mode() == was.mode()))
}

#[cfg(not(unix))]
pub(super) fn take_after(new: &Path, old: &Path) -> io::Result<bool> {
    std::fs::set_permissions(new, std::fs::metadata(old)?.permissions())?;
    Ok(true)
}

/// Gives `new` the extended attributes of `old`, and no others. A list of access control is one of them.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn take_attributes(new: &Path, old: &Path) -> io::Result<bool> {
    use rustix::fs::{XattrFlags, removexattr, setxattr};

    let (has, had) = (attributes(new)?, attributes(old)?);
    let surplus = has.iter().filter(|(name, _)| !had.iter().any(|(other, _)| other == name));
    let removed = surplus.fold(true, |all, (name, _)| all & removexattr(new, name.as_slice()).is_ok());
    let missing = had.iter().filter(|attribute| !has.contains(attribute));
    Ok(missing
        .fold(removed, |all, (name, value)| all & setxattr(new, name.as_slice(), value, XattrFlags::empty()).is_ok()))
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn take_attributes(_: &Path, _: &Path) -> io::Result<bool> {
    Ok(true)
}

/// The extended attributes of a file, each with its value; none where the file system knows none.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(path: &Path) -> io::Result<Vec<(Vec<u8>, Vec<u8>)>> {
    use rustix::fs::{getxattr, getxattr_query, listxattr, listxattr_query};
    use rustix::io::Errno;

    let names = match whole(|| listxattr_query(path), |room| listxattr(path, room)) {
        Err(Errno::NOTSUP | Errno::NOSYS | Errno::PERM | Errno::ACCESS) => return Ok(Vec::new()),
        names => names?,
    };
    let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let mut all = Vec::new();
    for name in names {
        match whole(|| getxattr_query(path, name), |room| getxattr(path, name, room)) {
            // Some shares list names that they have no values for.
            Err(Errno::NODATA | Errno::NOTSUP) => {}
            value => all.push((name.to_vec(), value?)),
        }
    }
    Ok(all)
}

/// What `read` puts into the room that `length` asks for. It may need more by the time that it has it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn whole(
    length: impl Fn() -> rustix::io::Result<usize>,
    read: impl Fn(&mut [u8]) -> rustix::io::Result<usize>,
) -> rustix::io::Result<Vec<u8>> {
    loop {
        let mut room = vec![0; length()?];
        if room.is_empty() {
            return Ok(room);
        }
        match read(&mut room) {
            Err(rustix::io::Errno::RANGE) => {}
            Err(error) => return Err(error),
            Ok(length) => {
                room.truncate(length);
                return Ok(room);
            }
        }
    }
}
