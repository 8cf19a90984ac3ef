"""What the clients of these tests have in common."""

from lsprotocol import types
from pytest_lsp import LanguageClient, make_test_lsp_client


def make_client() -> LanguageClient:
    """A client that takes registrations, as editors do."""
    client = make_test_lsp_client()

    @client.feature(types.CLIENT_REGISTER_CAPABILITY)
    def register(_: types.RegistrationParams):
        pass

    return client
