"""A client that knows of the API only what its OpenAPI file says: it does what the operations are for.

Arguments: the address of the file, a token and the email of a user.
"""

import sys

import requests


class Client:
    """Sends the operations of the file by their ids."""

    def __init__(self, address, token, user):
        document = requests.get(address, timeout=10).json()
        self.base = document["servers"][0]["url"]
        self.operations = {
            operation["operationId"]: (method, path)
            for path, item in document["paths"].items()
            for method, operation in item.items()
            if method != "parameters"
        }
        schemes = document["components"]["securitySchemes"]
        self.session = requests.Session()
        self.session.headers[schemes["apiToken"]["name"]] = token
        self.session.headers[schemes["userEmail"]["name"]] = user

    def send(self, operation, body=None, status=200, query=None, file=None, **parameters):
        method, path = self.operations[operation]
        address = self.base + path.format(**parameters)
        # With a file, the body is a form.
        content = {"data": body, "files": {"file": file}} if file else {"json": body}
        response = self.session.request(method, address, params=query, timeout=10, **content)
        assert response.status_code == status, f"{operation}: {response.status_code} {response.text}"
        return response.json() if response.content else None


def first(items, holds):
    return next(item for item in items if holds(item))


def run(client):
    workspaces = client.send("listWorkspaces")["data"]
    workspace = first(workspaces, lambda it: it["_permissions"]["contract:create"])["id"]
    templates = client.send("listTemplates", query={"filter[workspace_ids]": workspace})["data"]
    draft = {"workspace_id": workspace, "template_id": templates[0]["id"], "name": "From the file"}
    created = client.send("createContract", draft)
    contract = created["id"]
    assert created["state"] == "draft" and created["_private"]["name"] == draft["name"]
    assert client.send("getContract", contract_id=contract) == created

    person = {"name": "Ada", "email": "ada@example.com", "delivery_channel": "email", "signatory": True}
    company = {"type": "company", "name": "Acme", "participants": [person]}
    party = client.send("createParty", company, contract_id=contract)
    assert party["participants"][0]["email"] == person["email"]

    able = first(templates, lambda it: it["available_options"]["can_receive_products"])
    chair = {"name": "Chair", "price_1": {"base_amount": {"amount": "12.5"}}, "quantity": {"type": "quantity", "amount": 2}}
    with_products = {"workspace_id": workspace, "template_id": able["id"], "product_groups": [{"products": [chair]}]}
    table = client.send("createContract", with_products)["product_groups"][0]
    assert table["created_from"] == able["product_groups"][0]["id"]
    assert [product["name"] for product in table["products"]] == ["Chair"]

    terms = ("terms.txt", b"All of them")
    uploaded = client.send("uploadContractFile", {"upload_as": "attachment"}, file=terms, contract_id=contract)
    assert uploaded in client.send("listContractFiles", contract_id=contract)["data"]

    problem = client.send("createContract", {"workspace_id": workspace}, status=400)
    assert list(problem["parameter_problems"]) == ["template_id"]

    invitation = {"subject": "An agreement", "message": "Please sign."}
    assert client.send("publishContract", invitation, contract_id=contract)["state"] == "pending"
    events = client.send("listContractEvents", contract_id=contract)["data"]
    assert {"contract:create", "contract:publish"} <= {event["type"] for event in events}
    client.send("deleteContract", contract_id=contract)
    client.send("getContract", contract_id=contract, status=404)


run(Client(*sys.argv[1:]))
