//! Files as JSON: as the page gives them, as a snapshot keeps them.

use super::{FileEdits, Offered};
use crate::api::Text;
use crate::api::contract_file::{FileKind, NewFile};
use crate::json::{DecodeError, FromJson, Json, ToJson, Writer, optional};

mod key {
    pub const NAME: &str = "name";
    pub const SIZE: &str = "size";
    pub const AS: &str = "as";
    pub const BLOB: &str = "blob";
    pub const FILE: &str = "file";
    pub const ADDED: &str = "added";
    pub const REMOVED: &str = "removed";
    pub const KINDS: &str = "kinds";
}

const ATTACHMENT: &str = "attachment";
const DOCUMENT: &str = "document";

impl FromJson for FileKind {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        match json {
            Json::Text(word) if word == ATTACHMENT => Ok(Self::Attachment),
            Json::Text(word) if word == DOCUMENT => Ok(Self::Document),
            _ => Err(DecodeError::new("\"attachment\" or \"document\"")),
        }
    }
}

impl ToJson for FileKind {
    fn to_json(&self, to: &mut Writer) {
        if *self == Self::Document { DOCUMENT } else { ATTACHMENT }.to_json(to);
    }
}

/// A file of the page: its content, what it becomes, and perhaps another name.
pub(in crate::flow) struct Given(pub NewFile);

impl FromJson for Given {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        // The element has put the number of its content and its size in the place of a Blob, and nothing else has them.
        let file = json.find(key::FILE).unwrap_or(&Json::Null);
        let read = |key: &str| file.get::<u64>(key).map_err(|_| DecodeError::new("a Blob").under(key::FILE));
        let (blob, size) = (Some(read(key::BLOB)?), read(key::SIZE)?);
        let own = file.get::<Option<Text>>(key::NAME).unwrap_or_default();
        let name = json.get::<Option<Text>>(key::NAME)?.or(own).filter(|name| !name.trim().is_empty());
        let name = name.ok_or_else(|| DecodeError::new("a name").under(key::NAME))?;
        Ok(Self(NewFile { name, size, kind: json.get(key::AS)?, blob }))
    }
}

impl FromJson for Offered {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let blob: Option<u64> = json.get(key::BLOB)?;
        Ok(Self { name: json.get(key::NAME)?, content: blob.zip(json.get(key::SIZE)?) })
    }
}

impl FromJson for NewFile {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self {
            name: json.get(key::NAME)?,
            size: json.get(key::SIZE)?,
            kind: json.get(key::AS)?,
            blob: json.get(key::BLOB)?,
        })
    }
}

impl ToJson for NewFile {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[
            (key::NAME, Some(&self.name)),
            (key::SIZE, Some(&self.size)),
            (key::AS, Some(&self.kind)),
            (key::BLOB, optional(&self.blob)),
        ]);
    }
}

struct Chosen(Text, FileKind);

impl FromJson for Chosen {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        Ok(Self(json.get(key::NAME)?, json.get(key::AS)?))
    }
}

impl ToJson for Chosen {
    fn to_json(&self, to: &mut Writer) {
        to.object(&[(key::NAME, Some(&self.0)), (key::AS, Some(&self.1))]);
    }
}

impl ToJson for FileEdits {
    fn to_json(&self, to: &mut Writer) {
        let kinds: Vec<_> = self.kinds.iter().map(|(name, kind)| Chosen(name.clone(), *kind)).collect();
        to.object(&[(key::ADDED, Some(&self.added)), (key::REMOVED, Some(&self.removed)), (key::KINDS, Some(&kinds))]);
    }
}

impl FromJson for FileEdits {
    fn from_json(json: &Json) -> Result<Self, DecodeError> {
        let kinds: Vec<Chosen> = json.get(key::KINDS)?;
        Ok(Self {
            added: json.get(key::ADDED)?,
            removed: json.get(key::REMOVED)?,
            kinds: kinds.into_iter().map(|Chosen(name, kind)| (name, kind)).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(text: &str) -> Result<Vec<NewFile>, String> {
        let read = Json::parse(text).and_then(|json| Vec::<Given>::from_json(&json));
        read.map(|given| given.into_iter().map(|it| it.0).collect()).map_err(|error| error.to_string())
    }

    #[test]
    fn what_the_page_gives_has_the_name_of_its_file_or_another() {
        let text = r#"[{"file": {"blob": 3, "name": "a.pdf", "size": 9}, "as": "document"},
                       {"file": {"blob": 4, "size": 8}, "name": "b.txt", "as": "attachment"}]"#;
        let files = [
            NewFile { name: "a.pdf".into(), size: 9, kind: FileKind::Document, blob: Some(3) },
            NewFile { name: "b.txt".into(), size: 8, kind: FileKind::Attachment, blob: Some(4) },
        ];
        assert_eq!(given(text), Ok(files.to_vec()));
    }

    #[test]
    fn what_is_no_file_is_refused_with_its_path() {
        let file = r#""file": {"blob": 3, "name": "a.pdf", "size": 9}"#;
        let cases = [
            ("{}".to_owned(), "the whole: expected a list"),
            (r#"[{"file": {}, "as": "document"}]"#.to_owned(), "[0].file: expected a Blob"),
            (r#"[{"file": "a.pdf", "as": "document"}]"#.to_owned(), "[0].file: expected a Blob"),
            (r#"[{"as": "document"}]"#.to_owned(), "[0].file: expected a Blob"),
            (r#"[{"file": {"blob": 3, "size": 9}, "as": "document"}]"#.to_owned(), "[0].name: expected a name"),
            (format!("[{{{file}}}]"), "[0].as: expected a value"),
            (format!(r#"[{{{file}, "as": "pdf"}}]"#), "[0].as: expected \"attachment\" or \"document\""),
            (format!(r#"[{{{file}, "name": 7, "as": "document"}}]"#), "[0].name: expected text"),
        ];
        for (text, error) in cases {
            assert_eq!(given(&text), Err(error.to_owned()), "{text}");
        }
    }

    #[test]
    fn what_the_user_did_is_read_back_as_it_was() {
        let file = |blob| NewFile { name: "å \"1\".pdf".into(), size: 12, kind: FileKind::Attachment, blob };
        let edits = FileEdits {
            added: vec![file(Some(0)), file(None)],
            removed: vec!["b.txt".into()],
            kinds: vec![("c.pdf".into(), FileKind::Document)],
        };
        let read = Json::parse(&Writer::json(&edits)).and_then(|json| FileEdits::from_json(&json));
        assert_eq!(read, Ok(edits));
    }

    #[test]
    fn what_is_offered_is_a_file_or_a_folder() {
        let text = r#"[{"name": "a.pdf", "blob": 2, "size": 5}, {"name": "Photos"}]"#;
        let offered =
            [Offered { name: "a.pdf".into(), content: Some((2, 5)) }, Offered { name: "Photos".into(), content: None }];
        assert_eq!(Json::parse(text).and_then(|json| Vec::from_json(&json)), Ok(offered.to_vec()));
    }
}
