//! What the operator sets, by file and environment.

mod environment;
mod error;
mod source;
mod webhooks;
mod written;

use std::net::SocketAddr;
use std::time::Duration;

use written::{Times, Written};

pub use error::ConfigError;
pub use source::SecretSource;
pub use webhooks::Webhooks;

use crate::oneflow::Limits;
use crate::session::BackendKeys;

/// The configuration.
#[derive(Clone)]
pub struct Config {
    /// Where the broker listens. A proxy in front of it speaks TLS.
    pub listen: SocketAddr,
    /// The names under which browsers and the backend reach it, without ports.
    pub hosts: Vec<String>,
    /// The address of the database, which may contain a password.
    pub database: String,
    /// The keys of the partner's backend, as hashes.
    pub backend_keys: BackendKeys,
    /// The keys that wrap the customers' keys.
    pub master_keys: SecretSource,
    /// How many brokers share the database.
    pub nodes: u32,
    /// Where health and metrics are, which browsers must not reach.
    pub operations: Option<SocketAddr>,
    /// The level of the logs.
    pub log: String,
    /// How much time and room requests to Oneflow have.
    pub oneflow: Limits,
    /// Oneflow's webhooks, if they are received.
    pub webhooks: Option<Webhooks>,
}

impl Config {
    /// From the text of a file and the environment, which counts more.
    pub fn of(text: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        let mut written: Written = toml::from_str(text).map_err(|error| ConfigError::of_toml(&error, text))?;
        environment::add(&mut written, environment)?;
        written.checked()
    }
}

impl Written {
    fn checked(self) -> Result<Config, ConfigError> {
        let wrong = |place: &str, sentence: &str| ConfigError::new(place, sentence);
        let listen = address("listen", self.listen.as_deref().unwrap_or("127.0.0.1:8080"))?;
        let operations = self.operations.as_deref().map(|text| address("operations", text)).transpose()?;
        if self.hosts.is_empty() || !self.hosts.iter().all(|host| is_host(host)) {
            return Err(wrong("hosts", "at least one name is needed, without a scheme and a port"));
        }
        let database = self.database.ok_or(wrong("database", "an address is needed, as sqlite:broker.db"))?;
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| database.starts_with(scheme)) {
            return Err(wrong("database", "the address begins with sqlite: or postgres:"));
        }
        let keys = BackendKeys::of_hashes(self.backend_keys.iter().map(String::as_str));
        let backend_keys =
            keys.map_err(|place| wrong("backend_keys", &format!("number {place} is no SHA-256 in hexadecimal")))?;
        if backend_keys.is_empty() {
            return Err(wrong("backend_keys", "without one, nobody can begin a session"));
        }
        let webhooks = Webhooks::of(self.webhooks)?;
        let master_keys = SecretSource::of(self.master_keys_text, self.master_keys)
            .ok_or(wrong("master_keys", "a file is needed, or the keys in the environment"))?;
        let nodes = self.nodes.unwrap_or(1);
        if !(1..=1_000).contains(&nodes) {
            return Err(wrong("nodes", "this is how many brokers share the database, 1 to 1000"));
        }
        let (oneflow, log) = (self.oneflow.checked()?, self.log.unwrap_or_else(|| "info".to_owned()));
        let hosts = self.hosts;
        Ok(Config { listen, hosts, database, backend_keys, master_keys, nodes, operations, log, oneflow, webhooks })
    }
}

impl Times {
    fn checked(&self) -> Result<Limits, ConfigError> {
        let defaults = Limits::default();
        let seconds = |given: Option<u64>, default| match given {
            None => Ok(default),
            Some(given @ 1..=120) => Ok(Duration::from_secs(given)),
            Some(_) => Err(ConfigError::new("oneflow", "a time is 1 to 120 seconds")),
        };
        let at_once = self.at_once.unwrap_or(defaults.at_once);
        if !(1..=10_000).contains(&at_once) {
            return Err(ConfigError::new("oneflow", "a customer gets 1 to 10000 requests at once"));
        }
        Ok(Limits {
            connect: seconds(self.connect_seconds, defaults.connect)?,
            read: seconds(self.read_seconds, defaults.read)?,
            write: seconds(self.write_seconds, defaults.write)?,
            upload: seconds(self.upload_seconds, defaults.upload)?,
            at_once,
            ..defaults
        })
    }
}

fn address(name: &str, text: &str) -> Result<SocketAddr, ConfigError> {
    text.parse().map_err(|_| ConfigError::new(name, "this is an address and a port, as 127.0.0.1:8080"))
}

/// A name or an address, as browsers put it before the port.
fn is_host(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || b"-.".contains(&byte);
    let bracketed = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match bracketed {
        Some(address) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        None => !text.is_empty() && text.bytes().all(is_part),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::hash_of;

    fn good() -> String {
        format!(
            "hosts = [\"broker.example\"]\ndatabase = \"sqlite:broker.db\"\nbackend_keys = [\"{}\"]\n\
             master_keys = \"/etc/keys\"\n",
            hash_of("key")
        )
    }

    fn error_of(text: &str) -> Option<String> {
        Config::of(text, |_| None).err().map(|error| error.to_string())
    }

    #[test]
    fn a_short_file_is_enough_and_the_rest_has_defaults() -> Result<(), ConfigError> {
        let config = Config::of(&good(), |_| None)?;
        assert_eq!((config.listen.to_string().as_str(), config.nodes), ("127.0.0.1:8080", 1));
        assert!(config.backend_keys.contain("key"));
        Ok(())
    }

    #[test]
    fn the_environment_counts_more_than_the_file_and_can_stand_alone() -> Result<(), ConfigError> {
        let variables = |name: &str| {
            Some(match name {
                "BROKER_LISTEN" => "0.0.0.0:9000".to_owned(),
                "BROKER_HOSTS" => "a.example, b.example".to_owned(),
                "BROKER_DATABASE" => "postgres://broker:secret@db/broker".to_owned(),
                "BROKER_BACKEND_KEYS" => format!("{},{}", hash_of("old"), hash_of("new")),
                "BROKER_MASTER_KEYS" => "2026 key".to_owned(),
                "BROKER_NODES" => "3".to_owned(),
                _ => return None,
            })
        };
        for text in ["", &good()] {
            let config = Config::of(text, variables)?;
            assert_eq!(config.hosts, ["a.example", "b.example"]);
            assert_eq!((config.listen.port(), config.nodes), (9000, 3));
            assert!(config.backend_keys.contain("new") && !config.backend_keys.contain("key"));
            assert!(matches!(config.master_keys, SecretSource::Text(_)));
        }
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named_and_no_value_is_repeated() {
        let with = |line: &str| format!("{}{line}\n", good());
        for (text, name) in [
            (String::new(), "hosts"),
            (with("listen = \"secret\""), "listen"),
            (with("nodes = 0"), "nodes"),
            (with("lisen = \"secret\""), "line 5"),
            (with("nodes = \"secret\""), "line 5"),
            (good().replace("sqlite:", "mysql:secret"), "database"),
            (good().replace("broker.example", "https://secret"), "hosts"),
            (good().replace("master_keys = \"/etc/keys\"", ""), "master_keys"),
            (with("[oneflow]\nread_seconds = 0"), "oneflow"),
            (with("operations = \"secret\""), "operations"),
            (good().replace(&hash_of("key"), "secret"), "backend_keys"),
            ("= secret".to_owned(), "line 1"),
        ] {
            let error = error_of(&text).unwrap_or_default();
            assert!(error.contains(name) && !error.contains("secret"), "{error}");
        }
    }

    #[test]
    fn webhooks_are_received_only_where_they_are_set_and_their_secrets_are_checked() -> Result<(), ConfigError> {
        assert!(Config::of(&good(), |_| None)?.webhooks.is_none());
        let with = |secrets: &str| {
            let variables = |name: &str| match name {
                "BROKER_WEBHOOKS_SECRETS" => Some(secrets.to_owned()),
                "BROKER_WEBHOOKS_FORWARD_TO" => Some("https://crm.example/webhooks".to_owned()),
                _ => None,
            };
            Config::of(&good(), variables)?.webhooks.ok_or(ConfigError::new("webhooks", "none"))?.secrets().map(|_| ())
        };
        let forward = "forward = [\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"]\n";
        with(&format!("{forward}sign_keys = [\"0123456789abcdef\"]"))?;
        let error = with(&format!("{forward}sign_keys = [\"hidden\"]")).err().map(|error| error.to_string());
        let error = error.unwrap_or_default();
        assert!(error.starts_with("webhooks.secrets: sign_keys") && !error.contains("hidden"), "{error}");
        for (lines, named) in [
            ("forward_to = \"https://hidden\"", "webhooks.secrets"),
            ("secrets = \"/hidden\"", "webhooks.forward_to"),
            ("secrets = \"/x\"\nforward_to = \"http://hidden.example\"", "webhooks.forward_to"),
            ("secrets = \"/x\"\nforward_to = \"https://hidden@a.example\"", "webhooks.forward_to"),
            ("secrets = \"/x\"\nforward_to = \"hidden\"", "webhooks.forward_to"),
            ("secret = \"hidden\"", "line 6"),
        ] {
            let error = error_of(&format!("{}[webhooks]\n{lines}\n", good())).unwrap_or_default();
            assert!(error.starts_with(named) && !error.contains("hidden"), "{error}");
        }
        Ok(())
    }

    #[test]
    fn a_number_in_the_environment_that_is_none_is_named() {
        let error = Config::of(&good(), |name| (name == "BROKER_NODES").then(|| "many".to_owned())).err();
        assert!(error.is_some_and(|error| error.to_string().contains("nodes")));
    }
}
