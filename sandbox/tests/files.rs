//! What a contract takes as files, and what it refuses.
#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod support;

use oneflow_sandbox::{Account, Fault, FaultKind, TOKEN, server, spec};
use serde_json::{Value, json};
use support::{
    MIRA, OLA, Part, SIRI, call, create, delete, downloaded, file_form, form, form_request, get, post, publish, read,
    send, send_form, small, upload, with,
};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const FILES: &str = "/contracts/10001/files";
/// Its contracts take attachments and an expanded PDF.
const BOTH: (u64, u64) = (7003, 8107);
/// Its contracts take attachments only.
const ATTACHMENTS: (u64, u64) = (7001, 8101);
/// Its contracts take no files.
const NEITHER: (u64, u64) = (7001, 8204);

async fn drafted((workspace, template): (u64, u64)) -> Account {
    let account = small();
    let draft = json!({"workspace_id": workspace, "template_id": template, "name": "Supply"});
    assert_eq!(create(&account, &draft).await.status, 200);
    account
}

async fn names(account: &Account, query: &str) -> Vec<String> {
    let list = get(account, &format!("{FILES}{query}")).await;
    let items = list.at("/data").as_array().unwrap().iter();
    items.map(|item| item.get("name").and_then(Value::as_str).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_second_expanded_pdf_takes_the_place_of_the_first() {
    let account = drafted(BOTH).await;
    let first = upload(&account, "terms.pdf", b"%PDF-1.7 first", "expanded_pdf").await;
    assert_eq!((first.at("/type"), first.at("/id")), (&json!("pdf"), &json!(23001)));
    upload(&account, "annex.pdf", b"%PDF-1.7 annex", "attachment").await;
    assert_eq!(upload(&account, "terms-2.pdf", b"%PDF-1.7 second", "expanded_pdf").await.status, 200);
    assert_eq!(names(&account, "").await, ["Supply", "annex.pdf", "terms-2.pdf"]);
    assert_eq!(get(&account, &format!("{FILES}/23001")).await.status, 404);
    assert_eq!(downloaded(&account, 23003).await, b"%PDF-1.7 second");
    let own = String::from_utf8_lossy(&downloaded(&account, 1).await).into_owned();
    assert!(own.contains("annex.pdf") && !own.contains("terms.pdf"), "the contract's own PDF names its files");
}

#[tokio::test]
async fn a_contract_takes_what_its_template_has_a_section_for() {
    for (template, attachment, expanded) in [(BOTH, 200, 200), (ATTACHMENTS, 200, 409), (NEITHER, 409, 409)] {
        let account = drafted(template).await;
        let contract = account.contract(10001);
        for (upload_as, option, status) in [
            ("attachment", "can_receive_attachments", attachment),
            ("expanded_pdf", "can_receive_expanded_pdf", expanded),
        ] {
            assert_eq!(*contract.pointer(&format!("/available_options/{option}")).unwrap(), status == 200);
            assert_eq!(upload(&account, "a.pdf", b"%PDF-", upload_as).await.status, status, "{template:?} {upload_as}");
        }
    }
}

#[tokio::test]
async fn only_the_kinds_that_oneflow_lists_are_taken() {
    let account = drafted(BOTH).await;
    for name in ["a.exe", "a.zip", "a.html", "pdf", "a.", "", "a.pdf.js"] {
        let refused = upload(&account, name, b"x", "attachment").await;
        assert_eq!(refused.status, 400, "{name}");
        assert!(refused.problem("file").unwrap().starts_with("Not one of the kinds asice, "), "{name}");
    }
    for name in ["a.docx", "a.tiff", "pdf"] {
        assert_eq!(upload(&account, name, b"x", "expanded_pdf").await.problem("file"), Some("Not a PDF."), "{name}");
    }
    for name in ["a.ASICE", "b.key", "c.tar.csv"] {
        assert_eq!(upload(&account, name, b"x", "attachment").await.status, 200, "{name}");
    }
    assert_eq!(names(&account, "").await.len(), 4);
}

#[tokio::test]
async fn a_file_has_20_mb_and_all_files_of_a_contract_50() {
    let account = drafted(ATTACHMENTS).await;
    let largest = vec![7; 20_000_001];
    let refused = upload(&account, "a.png", &largest, "attachment").await;
    assert_eq!((refused.status, refused.problem("file")), (400, Some("Larger than 20000000 bytes.")));
    let largest = largest.get(1..).unwrap();
    for _ in 0..2 {
        assert_eq!(upload(&account, "a.png", largest, "attachment").await.status, 200);
    }
    let ten = largest.get(..10_000_001).unwrap();
    let refused = upload(&account, "b.png", ten, "attachment").await;
    assert_eq!(refused.problem("file"), Some("More than 50 MB in all files of the contract."));
    assert_eq!(upload(&account, "b.png", ten.get(1..).unwrap(), "attachment").await.status, 200);
    assert_eq!(names(&account, "").await, ["Supply", "a.png", "a.png", "b.png"]);
}

#[tokio::test]
async fn a_contract_takes_30_attachments() {
    let account = drafted(BOTH).await;
    for number in 1..=30 {
        assert_eq!(upload(&account, &format!("{number}.txt"), b"x", "attachment").await.status, 200);
    }
    let refused = upload(&account, "31.txt", b"x", "attachment").await;
    assert_eq!((refused.status, refused.problem("file")), (400, Some("More than 30 attachments.")));
    assert_eq!(upload(&account, "terms.pdf", b"%PDF-", "expanded_pdf").await.status, 200);
}

#[tokio::test]
async fn only_users_who_may_change_a_draft_can_upload_to_it() {
    let account = drafted(ATTACHMENTS).await;
    let form = || file_form("a.txt", b"x", "attachment");
    assert_eq!(send_form(&account, OLA, form()).await.status, 403);
    assert_eq!(send_form(&account, "nils.gone@example.com", form()).await.status, 401);
    assert_eq!(send_form(&account, MIRA, form()).await.status, 200);
    assert_eq!(call(&account, "GET", FILES, Some(OLA), None).await.status, 200);
    publish(&account, 10001, SIRI).await;
    assert_eq!(send_form(&account, SIRI, form()).await.status, 409);
    delete(&account, "/contracts/10001").await;
    assert_eq!(send_form(&account, SIRI, form()).await.status, 404);
    assert_eq!(get(&account, &format!("{FILES}/23001")).await.status, 404);
}

#[tokio::test]
async fn a_form_that_is_not_as_documented_is_refused_and_changes_nothing() {
    let account = drafted(ATTACHMENTS).await;
    let file: Part<'_> = ("content-disposition: form-data; name=\"file\"; filename=\"a.txt\"", b"x");
    let place: Part<'_> = ("content-disposition: form-data; name=\"upload_as\"", b"attachment");
    let text: Part<'_> = ("content-disposition: form-data; name=\"file\"", b"a.txt");
    let other: Part<'_> = ("content-disposition: form-data; name=\"colour\"", b"red");
    let long = vec![b'x'; 1_025];
    let refusals: [(&[Part<'_>], &str, &str); 8] = [
        (&[file], "upload_as", "Missing data for required field."),
        (&[place], "file", "Missing data for required field."),
        (&[text, place], "file", "Not a file with a name."),
        (&[file, place, other], "colour", "Unknown field."),
        (&[file, place, file], "file", "Given more than once."),
        (&[place, place, file], "upload_as", "Given more than once."),
        (&[file, (place.0, b"page")], "upload_as", "Not one of [\"attachment\",\"expanded_pdf\"]."),
        (&[file, (place.0, &long)], "upload_as", "Larger than 1024 bytes."),
    ];
    for (parts, path, message) in refusals {
        let refused = send_form(&account, SIRI, form(parts)).await;
        assert_eq!((refused.status, refused.problem(path)), (400, Some(message)), "{path}");
    }
    let whole = form(&[file, place]);
    for broken in [&b"{}"[..], b"", whole.get(..whole.len() / 2).unwrap()] {
        assert_eq!(send_form(&account, SIRI, broken.to_vec()).await.status, 400);
    }
    let json = json!({"file": "a.txt", "upload_as": "attachment"});
    assert_eq!(spec::check_request("POST", FILES, &json), Vec::<String>::new());
    assert_eq!(post(&account, FILES, &json).await.status, 400);
    assert_eq!(names(&account, "").await, ["Supply"]);
}

#[tokio::test]
async fn files_are_sorted_and_listed_with_limit_and_offset() {
    let account = drafted(ATTACHMENTS).await;
    for name in ["b.txt", "a.xml", "合同.pdf"] {
        upload(&account, name, b"x", "attachment").await;
    }
    let foreign = "attachment_23003.pdf";
    assert_eq!(names(&account, "?sort=-name").await, ["Supply", "b.txt", foreign, "a.xml"]);
    assert_eq!(names(&account, "?sort=-type,extension").await, ["Supply", foreign, "b.txt", "a.xml"]);
    assert_eq!(names(&account, "?sort=-id&limit=2&offset=1").await, ["a.xml", "b.txt"]);
    assert_eq!(get(&account, &format!("{FILES}?sort=size")).await.status, 400);
}

#[tokio::test]
async fn after_a_lost_answer_the_list_of_files_tells_what_happened() {
    let account = drafted(ATTACHMENTS).await;
    for (kind, stored) in [(FaultKind::Busy { retry_after: None }, 1), (FaultKind::Garbage, 2)] {
        account.arm(Fault { on: "POST /contracts/{id}/files".into(), kind, times: 1 });
        let answer = read(send(&account, form_request(SIRI, file_form("a.txt", b"x", "attachment"))).await).await;
        assert_eq!(*answer.at("/id"), Value::Null);
        assert_eq!(names(&account, "").await.len(), stored);
    }
    let logged = account.requests();
    let body =
        logged.as_array().unwrap().iter().rev().find_map(|entry| entry.get("body").filter(|body| !body.is_null()));
    assert_eq!(body, Some(&json!({"file": "a.txt", "upload_as": "attachment"})), "the log has no content");
}

#[tokio::test]
async fn the_console_lists_the_files() {
    let account = drafted(BOTH).await;
    upload(&account, "<b>.txt", b"123", "attachment").await;
    upload(&account, "terms.pdf", b"%PDF-", "expanded_pdf").await;
    let mut request = support::request("GET", "", None, None);
    *request.uri_mut() = "/_sandbox/app/contracts/10001".parse().unwrap();
    request.headers_mut().insert("host", "127.0.0.1:8787".parse().unwrap());
    let page = read(send(&account, request).await).await;
    let page = page.body.as_str().unwrap();
    assert!(page.contains("<dt><bdi>&lt;b&gt;.txt</bdi></dt><dd>attachment, 3 bytes</dd>"), "{page}");
    assert!(page.contains("<dt><bdi>terms.pdf</bdi></dt><dd>expanded PDF, 5 bytes</dd>"));
}

#[tokio::test]
async fn who_sends_too_much_over_a_socket_hears_the_refusal() {
    let server = server::Server::bind(server::Config::default()).await.unwrap();
    let (account, address) = (server.account(), format!("{}{FILES}", server.api()));
    tokio::spawn(server.serve(std::future::pending()));
    create(&account, &with("/name", json!("Supply"))).await;
    let body = file_form("a.png", &vec![7; 40_000_000], "attachment");
    let (host, path) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
    let head = format!(
        "POST /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\nx-oneflow-api-token: {TOKEN}\r\n\
         content-type: multipart/form-data; boundary=limit\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = TcpStream::connect(host).await.unwrap();
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&body).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(answer.contains("\"file\":[\"Larger than 20000000 bytes.\"]"), "{answer}");
}
