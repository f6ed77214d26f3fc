import urllib.request


def fetch(name):
    return urllib.request.urlopen("https://fonts.example/" + name).read()


if __name__ == "__main__":
    print(len(fetch("sans")))
