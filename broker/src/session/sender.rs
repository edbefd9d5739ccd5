//! Which page a request comes from, and whether it may use the session.

use super::{Proof, Rights};

/// What the browser says about where a request comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sender<'a> {
    /// Whether the request can change something.
    pub writes: bool,
    /// The header `origin`.
    pub origin: Option<&'a str>,
    /// The header `sec-fetch-site`.
    pub site: Option<&'a str>,
}

impl Rights {
    /// Whether a request of this sender may use the session.
    ///
    /// A browser sends `origin` with every request that writes, so one without it is refused. A cookie goes along with
    /// whatever page asks, also with one of a neighbouring host; so with a cookie only pages of this very host may ask.
    pub fn accept(&self, sender: &Sender) -> bool {
        let named = |origin: &str| self.origins.iter().any(|known| known == origin);
        match (self.proof, sender.site, sender.origin) {
            (Proof::Cookie, Some(site), _) if site != "same-origin" => false,
            (_, _, Some(origin)) => named(origin),
            (Proof::Cookie, Some(_), None) => true,
            (_, _, None) => !sender.writes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Verb;

    const OWN: Option<&str> = Some("https://crm.example");

    fn rights(proof: Proof) -> Rights {
        let origins = vec!["https://crm.example".to_owned()];
        Rights { verbs: vec![Verb::Read], record_field: None, origins, proof, lifetime: 900 }
    }

    fn judge(proof: Proof, writes: bool, origin: Option<&str>, site: Option<&str>) -> bool {
        rights(proof).accept(&Sender { writes, origin, site })
    }

    #[test]
    fn a_page_of_the_session_may_read_and_write() {
        for writes in [false, true] {
            assert!(judge(Proof::Bearer, writes, OWN, Some("cross-site")));
            assert!(judge(Proof::Bearer, writes, OWN, Some("same-site")));
            assert!(judge(Proof::Bearer, writes, OWN, None));
            assert!(judge(Proof::Cookie, writes, OWN, Some("same-origin")));
            assert!(judge(Proof::Cookie, writes, OWN, None), "an older browser says the origin only");
        }
    }

    #[test]
    fn pages_of_other_origins_may_do_nothing() {
        let others = ["null", "https://evil.example", "https://crm.example.evil.example", "http://crm.example", ""];
        for other in others {
            for proof in [Proof::Bearer, Proof::Cookie] {
                for site in [None, Some("same-origin"), Some("cross-site")] {
                    assert!(!judge(proof, true, Some(other), site), "{other}");
                    assert!(!judge(proof, false, Some(other), site), "{other}");
                }
            }
        }
    }

    #[test]
    fn with_a_cookie_only_pages_of_the_same_host_may_ask() {
        for site in ["cross-site", "same-site", "none", "Same-Origin", ""] {
            for writes in [false, true] {
                assert!(!judge(Proof::Cookie, writes, OWN, Some(site)), "{site}");
                assert!(!judge(Proof::Cookie, writes, None, Some(site)), "{site}");
            }
        }
        assert!(judge(Proof::Cookie, false, None, Some("same-origin")), "browsers send no origin with such a read");
    }

    #[test]
    fn nobody_writes_without_saying_where_they_are() {
        assert!(!judge(Proof::Bearer, true, None, None));
        assert!(!judge(Proof::Bearer, true, None, Some("same-origin")));
        assert!(!judge(Proof::Cookie, true, None, None));
        assert!(judge(Proof::Bearer, false, None, None));
    }
}
