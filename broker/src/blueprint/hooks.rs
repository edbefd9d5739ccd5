//! The webhooks of a template type: what differs between file and account.

use super::account::{FoundKey, FoundWebhook};
use super::difference::{Change, Difference, Note, Surplus, Unseen};
use super::secret::{Secret, Variables};
use super::webhook::{SIGN_KEY, Webhook, are_same};

/// How webhooks are compared.
#[derive(Clone, Copy)]
pub struct Comparison<'a> {
    /// What happens to those that the file lacks.
    pub surplus: Surplus,
    /// What happens to what Oneflow does not show.
    pub unseen: Unseen,
    /// Where secrets are.
    pub variables: Variables<'a>,
}

impl Comparison<'_> {
    /// What differs, and what is worth knowing.
    pub fn compare(self, wanted: &[&Webhook], found: &[&FoundWebhook]) -> (Vec<Difference>, Vec<Note>) {
        let (mut differences, mut notes) = (Vec::new(), Vec::new());
        let mut matched = Vec::new();
        for webhook in wanted {
            let written = webhook.secrets().filter(|(_, secret)| matches!(secret, Secret::Written(_)));
            notes.extend(written.map(|(name, _)| Note::SecretInFile(webhook.callback_url.clone(), name)));
            let mut at_address = found.iter().filter(|there| there.callback_url == webhook.callback_url);
            match at_address.next() {
                Some(there) => {
                    matched.push(there.id);
                    differences.extend(self.compare_one(webhook, there, &mut notes));
                }
                None => differences.push(Difference::written(Change::WebhookAdded((*webhook).clone()))),
            }
        }
        for there in found.iter().filter(|there| !matched.contains(&there.id)) {
            let change = Change::WebhookRemoved(there.id, there.callback_url.clone());
            differences.push(if there.is_of_extension {
                Difference::of_extension(change)
            } else {
                Difference::surplus(change, self.surplus)
            });
        }
        (differences, notes)
    }

    fn compare_one(self, wanted: &Webhook, found: &FoundWebhook, notes: &mut Vec<Note>) -> Option<Difference> {
        let mut attributes = Vec::new();
        if !found.filters.as_ref().is_some_and(|filters| are_same(filters, &wanted.filters)) {
            attributes.push("filters");
        }
        if wanted.integration_process_id != found.integration_process_id {
            attributes.push("integration_process_id");
        }
        match self.is_same_key(wanted, found) {
            Ok(true) => {}
            Err(why) if self.unseen == Unseen::Kept => {
                notes.push(Note::KeyNotCompared(wanted.callback_url.clone(), why));
            }
            Ok(false) | Err(_) => attributes.push(SIGN_KEY),
        }
        match (&wanted.configuration, self.unseen) {
            (None, _) => {}
            (Some(_), Unseen::Written) => attributes.push("configuration"),
            (Some(_), Unseen::Kept) => {
                notes.push(Note::ConfigurationNotCompared(wanted.callback_url.clone()));
            }
        }
        let change = Change::WebhookChanged(found.id, wanted.clone(), attributes.clone());
        (!attributes.is_empty())
            .then(|| if found.is_of_extension { Difference::of_extension(change) } else { Difference::written(change) })
    }

    /// Whether both have the same sign key. The error says why nobody knows.
    fn is_same_key(self, wanted: &Webhook, found: &FoundWebhook) -> Result<bool, String> {
        let wanted = wanted.sign_key.as_ref().map(|secret| secret.resolve(self.variables)).transpose();
        let wanted = wanted.map_err(|name| format!("the variable {name} is not set"));
        match (wanted, &found.sign_key) {
            (Ok(None), FoundKey::Unseen | FoundKey::Missing) => Ok(true),
            (_, FoundKey::Unseen) => Err(NOT_SHOWN.to_owned()),
            (Ok(wanted), FoundKey::Missing) => Ok(wanted.is_none()),
            (Ok(wanted), FoundKey::Seen(found)) => Ok(wanted.as_ref() == Some(found)),
            (Err(_), FoundKey::Missing) => Ok(false),
            (Err(why), FoundKey::Seen(_)) => Err(why),
        }
    }
}

const NOT_SHOWN: &str = "Oneflow does not show it";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blueprint::secret::Hidden;
    use crate::blueprint::webhook::{Filter, Rule};

    const KEPT: Comparison<'static> = Comparison {
        surplus: Surplus::Kept,
        unseen: Unseen::Kept,
        variables: &|name| (name == "KEY").then(|| "k".into()),
    };

    fn wanted(url: &str) -> Webhook {
        Webhook {
            callback_url: url.into(),
            sign_key: None,
            filters: Vec::new(),
            configuration: None,
            integration_process_id: None,
        }
    }

    fn found(id: i64, url: &str) -> FoundWebhook {
        FoundWebhook {
            id,
            callback_url: url.into(),
            template_type: Some(1),
            is_of_extension: false,
            filters: Some(Vec::new()),
            sign_key: FoundKey::Missing,
            integration_process_id: None,
        }
    }

    fn events(types: &[&str]) -> Vec<Filter> {
        vec![Filter { filter_rules: vec![Rule::EventType(types.iter().map(|name| (*name).to_owned()).collect())] }]
    }

    #[test]
    fn a_webhook_is_found_by_its_address() {
        let (differences, _) = KEPT.compare(&[&wanted("https://a")], &[&found(4, "https://b")]);
        let kept = Difference::surplus(Change::WebhookRemoved(4, "https://b".into()), Surplus::Kept);
        assert_eq!(differences, [Difference::written(Change::WebhookAdded(wanted("https://a"))), kept]);
        assert_eq!(KEPT.compare(&[&wanted("https://a")], &[&found(4, "https://a")]).0, []);
        let twice = KEPT.compare(&[&wanted("https://a")], &[&found(4, "https://a"), &found(5, "https://a")]);
        assert_eq!(twice.0.len(), 1, "the second one is surplus");
    }

    #[test]
    fn filters_are_compared_without_their_order() {
        let wanted = Webhook { filters: events(&["contract:sign", "contract:publish"]), ..wanted("https://a") };
        let there = |types: &[&str]| FoundWebhook { filters: Some(events(types)), ..found(4, "https://a") };
        assert_eq!(KEPT.compare(&[&wanted], &[&there(&["contract:publish", "contract:sign"])]).0, []);
        for other in [there(&["contract:sign"]), FoundWebhook { filters: None, ..there(&[]) }] {
            let changed = Change::WebhookChanged(4, wanted.clone(), vec!["filters"]);
            assert_eq!(KEPT.compare(&[&wanted], &[&other]).0, [Difference::written(changed)]);
        }
    }

    #[test]
    fn a_sign_key_is_compared_only_where_oneflow_shows_it_and_the_variable_is_set() {
        let with = |secret| Webhook { sign_key: secret, ..wanted("https://a") };
        let variable = |name: &str| with(Some(Secret::Variable(name.into())));
        let there = |sign_key| FoundWebhook { sign_key, ..found(4, "https://a") };
        let seen = |key: &str| there(FoundKey::Seen(Hidden::new(key)));
        let outcome = |wanted: &Webhook, found: &FoundWebhook| {
            let (differences, notes) = KEPT.compare(&[wanted], &[found]);
            (differences.len(), notes.len())
        };
        assert_eq!(outcome(&variable("KEY"), &seen("k")), (0, 0));
        assert_eq!(outcome(&variable("KEY"), &seen("other")), (1, 0));
        assert_eq!(outcome(&variable("KEY"), &there(FoundKey::Missing)), (1, 0));
        assert_eq!(outcome(&with(None), &seen("k")), (1, 0));
        assert_eq!(outcome(&with(None), &there(FoundKey::Unseen)), (0, 0));
        assert_eq!(outcome(&variable("KEY"), &there(FoundKey::Unseen)), (0, 1));
        assert_eq!(outcome(&variable("UNSET"), &seen("k")), (0, 1));
        let written = Comparison { unseen: Unseen::Written, ..KEPT };
        assert_eq!(written.compare(&[&variable("KEY")], &[&there(FoundKey::Unseen)]).0.len(), 1);
    }

    #[test]
    fn a_secret_that_the_file_contains_is_pointed_out() {
        let wanted = Webhook { sign_key: Some(Secret::Written(Hidden::new("k"))), ..wanted("https://a") };
        let there = FoundWebhook { sign_key: FoundKey::Seen(Hidden::new("k")), ..found(4, "https://a") };
        let notes = vec![Note::SecretInFile("https://a".into(), "sign_key")];
        assert_eq!(KEPT.compare(&[&wanted], &[&there]), (vec![], notes));
    }

    #[test]
    fn what_belongs_to_an_extension_is_shown_only() {
        let there =
            FoundWebhook { is_of_extension: true, filters: Some(events(&["contract:sign"])), ..found(4, "https://a") };
        let pruned = Comparison { surplus: Surplus::Pruned, ..KEPT };
        for wanted in [vec![wanted("https://a")], vec![]] {
            let (differences, _) = pruned.compare(&wanted.iter().collect::<Vec<_>>(), &[&there]);
            assert!(differences.len() == 1 && differences.iter().all(|difference| !difference.is_written()));
        }
    }
}
