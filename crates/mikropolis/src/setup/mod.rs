//! `mikropolis setup`: from a plain Debian to a running neighbourhood. Which files are written is decided here,
//! purely; the command line asks, writes and starts.

mod environment;
mod files;

pub use environment::merged;

use std::net::IpAddr;

/// How people get here.
#[derive(Clone, Copy, PartialEq, Eq, Debug, clap::ValueEnum)]
pub enum Road {
    /// On the internet, with certificates fetched by the program itself.
    Certificates,
    /// On the internet, behind Caddy, which is set up too.
    Caddy,
    /// On the internet, behind nginx, which is set up too.
    Nginx,
    /// A small computer in the house: everybody in the same network gets here.
    MiniPc,
    /// A Wi-Fi of its own, without internet.
    LocalWifi,
}

impl Road {
    /// Whether people come over the internet.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Certificates | Self::Caddy | Self::Nginx)
    }
    /// Whether it stands at ports below 1024 itself.
    fn low_ports(self) -> bool {
        matches!(self, Self::Certificates | Self::MiniPc | Self::LocalWifi)
    }
    /// The address people type when none is named.
    pub fn usual_address(self, host: &str) -> Option<String> {
        match self {
            Self::MiniPc => Some(format!("http://{host}.local")),
            Self::LocalWifi => Some("http://mikropolis.lan".to_owned()),
            _ => None,
        }
    }
}

/// What was asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// How people get here.
    pub road: Road,
    /// The address they type.
    pub address: String,
    /// An address of mail for the authority of certificates.
    pub certificate_mail: Option<String>,
    /// The mail server and what belongs to it: `MIKROPOLIS_SMTP` and the like.
    pub mail: Vec<(&'static str, String)>,
}

/// A file to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct File {
    /// Where, below `/`.
    pub path: &'static str,
    /// What is in it.
    pub text: String,
    /// Who may read it.
    pub mode: u32,
    /// Belongs to another program: one that somebody wrote themselves is left as it is.
    pub foreign: bool,
}

/// Everything that is to be done.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Lines of `/etc/mikropolis/environment`; others in it stay.
    pub environment: Vec<(&'static str, String)>,
    /// Names of lines that go: they belong to another road.
    pub without: Vec<&'static str>,
    /// Files.
    pub files: Vec<File>,
    /// Files of another road that go.
    pub gone: Vec<&'static str>,
    /// What is to be started, now and at every start of the machine.
    pub units: Vec<&'static str>,
    /// Packages of Debian that are needed.
    pub packages: Vec<&'static str>,
}

/// Where the lines lie.
pub const ENVIRONMENT: &str = "etc/mikropolis/environment";

/// Checks the address against the road.
///
/// # Errors
/// In words, what does not go together.
pub fn check(wanted: &Wanted) -> Result<(), String> {
    let (scheme, host) = wanted.address.split_once("://").unwrap_or_default();
    let host = host.trim_end_matches('/');
    let plain =
        !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte));
    match (wanted.road.is_open(), scheme) {
        _ if !plain => {
            Err(format!("{} is no address: it looks like https://nowahuta.example", wanted.address))
        }
        (true, "https") if host.parse::<IpAddr>().is_err() => Ok(()),
        (true, _) => {
            Err("people on the internet need an address with https:// and a name of your own".to_owned())
        }
        (false, "http") => Ok(()),
        (false, _) => {
            Err("in a network of your own there are no certificates: the address begins with http://"
                .to_owned())
        }
    }
}

/// What is to be done.
pub fn plan(wanted: &Wanted) -> Plan {
    let road = wanted.road;
    let mut plan = Plan {
        environment: environment::of(wanted),
        without: environment::foreign_to(wanted),
        files: files::of(wanted),
        gone: Vec::new(),
        units: vec!["mikropolis.service", "mikropolis-backup.timer"],
        packages: Vec::new(),
    };
    if !road.low_ports() {
        plan.gone.push(files::PORTS);
    }
    match road {
        Road::Certificates => {}
        Road::Caddy => {
            plan.units.push("caddy.service");
            plan.packages.push("caddy");
        }
        Road::Nginx => {
            plan.units.push("nginx.service");
            plan.packages.extend(["nginx", "certbot", "python3-certbot-nginx"]);
        }
        Road::MiniPc => {
            plan.units.extend([
                "mikropolis-first-boot.service",
                "media-mikropolis.mount",
                "avahi-daemon.service",
            ]);
            plan.packages.push("avahi-daemon");
        }
        Road::LocalWifi => {
            plan.units.extend(["mikropolis-first-boot.service", "media-mikropolis.mount"]);
            plan.units.extend(["systemd-networkd.service", "hostapd.service", "dnsmasq.service"]);
            plan.packages.extend(["hostapd", "dnsmasq"]);
        }
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(road: Road, address: &str) -> Wanted {
        Wanted { road, address: address.to_owned(), certificate_mail: None, mail: Vec::new() }
    }

    const ALL: [(Road, &str); 5] = [
        (Road::Certificates, "https://nowahuta.example"),
        (Road::Caddy, "https://nowahuta.example"),
        (Road::Nginx, "https://nowahuta.example"),
        (Road::MiniPc, "http://mikropolis.local"),
        (Road::LocalWifi, "http://mikropolis.lan"),
    ];

    #[test]
    fn every_road_has_the_server_the_nightly_backup_and_its_own_address() {
        for (road, address) in ALL {
            let wanted = wanted(road, address);
            check(&wanted).unwrap();
            let plan = plan(&wanted);
            assert!(plan.environment.contains(&("MIKROPOLIS_ADDRESS", address.to_owned())), "{road:?}");
            for unit in ["mikropolis.service", "mikropolis-backup.timer"] {
                assert!(plan.units.contains(&unit), "{road:?}");
                assert!(plan.files.iter().any(|file| file.path.ends_with(unit)), "{road:?}");
            }
            let listens = plan.files.iter().any(|file| file.path == files::PORTS);
            assert_eq!(listens, !matches!(road, Road::Caddy | Road::Nginx), "{road:?}");
            assert!(plan.files.iter().all(|file| !file.path.starts_with('/') && !file.text.is_empty()));
        }
    }

    #[test]
    fn addresses_have_to_fit_their_road() {
        for (road, address) in [
            (Road::Certificates, "http://nowahuta.example"),
            (Road::Caddy, "https://192.0.2.7"),
            (Road::LocalWifi, "https://mikropolis.lan"),
            (Road::MiniPc, "mikropolis.local"),
            (Road::Nginx, "https://a;b"),
        ] {
            assert!(check(&wanted(road, address)).is_err(), "{address}");
        }
    }

    #[test]
    fn proxies_are_written_for_the_name_and_nothing_of_the_example_stays() {
        for road in [Road::Caddy, Road::Nginx] {
            let plan = plan(&wanted(road, "https://osiedle.example/"));
            let own = plan.files.iter().find(|file| file.foreign).unwrap();
            assert!(own.text.contains("osiedle.example") && !own.text.contains("nowahuta"), "{}", own.text);
        }
    }
}
