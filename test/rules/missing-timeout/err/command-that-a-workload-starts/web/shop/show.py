import click
import requests


@click.command()
@click.argument("name")
def show(name):
    click.echo(requests.get(f"https://registry.example/{name}").text)  # expect: missing-timeout warning


if __name__ == "__main__":
    show()
