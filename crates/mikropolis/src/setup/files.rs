//! The files of each road: the very ones in `deploy/`, carried by the program.

use super::{File, Road, Wanted};

/// Lets the server stand at ports 80 and 443.
pub(super) const PORTS: &str = "etc/systemd/system/mikropolis.service.d/ports.conf";
const STICK: &str = "etc/systemd/system/mikropolis.service.d/stick.conf";
/// The name in the example files.
const EXAMPLE: &str = "nowahuta.example";

macro_rules! deployed {
    ($name:literal) => {
        include_str!(concat!("../../../../deploy/", $name))
    };
}

fn ours(path: &'static str, text: &str) -> File {
    File { path, text: text.to_owned(), mode: 0o644, foreign: false }
}

fn theirs(path: &'static str, text: String) -> File {
    File { path, text, mode: 0o644, foreign: true }
}

/// All files of a road.
pub(super) fn of(wanted: &Wanted) -> Vec<File> {
    let mut files = vec![
        ours("etc/systemd/system/mikropolis.service", deployed!("systemd/mikropolis.service")),
        ours("etc/systemd/system/mikropolis-backup.service", deployed!("systemd/mikropolis-backup.service")),
        ours("etc/systemd/system/mikropolis-backup.timer", deployed!("systemd/mikropolis-backup.timer")),
    ];
    if wanted.road.low_ports() {
        files.push(ours(PORTS, deployed!("systemd/ports.conf")));
    }
    if !wanted.road.is_open() {
        files.push(ours(STICK, deployed!("systemd/stick.conf")));
        files.push(ours(
            "etc/systemd/system/media-mikropolis.mount",
            deployed!("systemd/media-mikropolis.mount"),
        ));
        files.push(ours(
            "etc/systemd/system/mikropolis-first-boot.service",
            deployed!("systemd/mikropolis-first-boot.service"),
        ));
    }
    let host = wanted.address.split_once("://").map_or("", |(_, host)| host).trim_end_matches('/');
    let named = |text: &str| text.replace(EXAMPLE, host);
    match wanted.road {
        Road::Caddy => files.push(theirs("etc/caddy/Caddyfile", named(deployed!("proxy/Caddyfile")))),
        Road::Nginx => {
            files.push(theirs("etc/nginx/sites-enabled/mikropolis", named(deployed!("proxy/nginx.conf"))));
        }
        Road::LocalWifi => {
            files.push(theirs("etc/hostapd/hostapd.conf", deployed!("local-wifi/hostapd.conf").to_owned()));
            files.push(ours("etc/dnsmasq.d/mikropolis.conf", deployed!("local-wifi/dnsmasq.conf")));
            files.push(ours(
                "etc/systemd/network/30-mikropolis-wifi.network",
                deployed!("local-wifi/wifi.network"),
            ));
        }
        Road::Certificates | Road::MiniPc => {}
    }
    files
}
