//! `/etc/mikropolis/environment`: lines of ours are set, lines of others stay, also comments.

use super::{Road, Wanted};

/// The lines of a road.
pub(super) fn of(wanted: &Wanted) -> Vec<(&'static str, String)> {
    let own = |name: &'static str, value: &str| (name, value.to_owned());
    let mut lines = vec![own("MIKROPOLIS_ADDRESS", wanted.address.trim_end_matches('/'))];
    match wanted.road {
        Road::Certificates => {
            lines.push(own("MIKROPOLIS_CERTIFICATES", "yes"));
            lines.push(own("MIKROPOLIS_PROXIES", "0"));
            lines.extend(wanted.certificate_mail.iter().map(|mail| own("MIKROPOLIS_CERTIFICATE_MAIL", mail)));
        }
        Road::Caddy | Road::Nginx => {
            lines.push(own("MIKROPOLIS_LISTEN", "127.0.0.1:8080"));
            lines.push(own("MIKROPOLIS_PROXIES", "1"));
        }
        Road::MiniPc | Road::LocalWifi => {
            lines.push(own("MIKROPOLIS_LISTEN", "[::]:80"));
            lines.push(own("MIKROPOLIS_PROXIES", "0"));
            lines.push(own("MIKROPOLIS_STICK", "/media/mikropolis"));
        }
    }
    if wanted.road == Road::LocalWifi {
        lines.push(own("MIKROPOLIS_OWN_NETWORK", "yes"));
    }
    lines.extend(wanted.mail.iter().cloned());
    lines
}

/// Lines that other roads have and this one must not.
pub(super) fn foreign_to(wanted: &Wanted) -> Vec<&'static str> {
    let own = of(wanted);
    let all = ["MIKROPOLIS_CERTIFICATES", "MIKROPOLIS_LISTEN", "MIKROPOLIS_STICK", "MIKROPOLIS_OWN_NETWORK"];
    all.into_iter().filter(|name| own.iter().all(|(one, _)| one != name)).collect()
}

/// The file of before with these lines set and those gone.
pub fn merged(before: &str, lines: &[(&'static str, String)], without: &[&'static str]) -> String {
    let name_of = |line: &str| line.split_once('=').map(|(name, _)| name.trim().to_owned());
    let mut left: Vec<&(&'static str, String)> = lines.iter().collect();
    let mut text = String::new();
    for line in before.lines() {
        let name = name_of(line).unwrap_or_default();
        if without.contains(&name.as_str()) {
            continue;
        }
        match left.iter().position(|(own, _)| *own == name) {
            Some(place) => {
                let (own, value) = left.remove(place);
                text += &format!("{own}={value}\n");
            }
            None => text += &format!("{line}\n"),
        }
    }
    for (own, value) in left {
        text += &format!("{own}={value}\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_added_stays_and_twice_is_once() {
        let lines =
            [("MIKROPOLIS_ADDRESS", "https://a.example".to_owned()), ("MIKROPOLIS_PROXIES", "0".to_owned())];
        let before =
            "# by hand\nRUST_LOG=debug\nMIKROPOLIS_ADDRESS=https://old.example\nMIKROPOLIS_LISTEN=x\n";
        let once = merged(before, &lines, &["MIKROPOLIS_LISTEN"]);
        assert_eq!(
            once,
            "# by hand\nRUST_LOG=debug\nMIKROPOLIS_ADDRESS=https://a.example\nMIKROPOLIS_PROXIES=0\n"
        );
        assert_eq!(merged(&once, &lines, &["MIKROPOLIS_LISTEN"]), once);
    }
}
