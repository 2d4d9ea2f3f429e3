//! The screens of an X server, asked for anew each time.
//!
//! The window library keeps its list on X11 from the first time that it was asked, since the server's news of screens does not reach
//! it. So the server is asked here, over a connection of its own. Elsewhere the library's list is up to date, and this is silent.

use super::screen::Screen;
#[cfg(target_os = "linux")]
use x11rb::{
    connection::Connection as _,
    protocol::randr::{ConnectionExt as _, GetCrtcInfoReply},
    rust_connection::RustConnection,
};

/// The connection to the X server, where there is one.
#[derive(Debug, Default)]
pub struct Server {
    #[cfg(target_os = "linux")]
    connection: Option<RustConnection>,
    #[cfg(target_os = "linux")]
    asked: bool,
}

#[cfg(target_os = "linux")]
impl Server {
    /// The screens as the server has them; `None` where windows are not shown by one.
    pub fn screens(&mut self) -> Option<Vec<Screen>> {
        if !std::mem::replace(&mut self.asked, true) && is_used() {
            self.connection = RustConnection::connect(None).ok().map(|(connection, _)| connection);
        }
        list(self.connection.as_ref()?)
    }
}

#[cfg(not(target_os = "linux"))]
impl Server {
    /// There is none.
    pub fn screens(&mut self) -> Option<Vec<Screen>> {
        None
    }
}

/// Whether windows are shown by an X server: as the window library decides it.
#[cfg(target_os = "linux")]
fn is_used() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET") && set("DISPLAY")
}

#[cfg(target_os = "linux")]
fn list(connection: &RustConnection) -> Option<Vec<Screen>> {
    let root = connection.setup().roots.first()?.root;
    let resources = connection.randr_get_screen_resources_current(root).ok()?.reply().ok()?;
    let screen = |crtc: GetCrtcInfoReply| {
        let output = connection.randr_get_output_info(*crtc.outputs.first()?, resources.config_timestamp);
        let name = String::from_utf8_lossy(&output.ok()?.reply().ok()?.name).into_owned();
        let position = [i32::from(crtc.x), i32::from(crtc.y)];
        let size = [u32::from(crtc.width), u32::from(crtc.height)];
        (size[0] > 0 && size[1] > 0).then_some(Screen { name, position, size, index: None })
    };
    let crtcs = resources.crtcs.iter().filter_map(|crtc| {
        let asked = connection.randr_get_crtc_info(*crtc, resources.config_timestamp);
        asked.ok()?.reply().ok()
    });
    Some(crtcs.filter_map(screen).collect())
}
