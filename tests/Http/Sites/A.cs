namespace Skiller.Tests.Http.Sites;

/// <summary>Bodies of requests that are in order.</summary>
internal static class A
{
    public const string Domain = "load.example.org";
    public const string Password = "le pont neuf est vieux";

    public static object Newcomer(string invitation, string handle, string? email = null, string password = Password) => new
    {
        invitation,
        email = email ?? $"{handle}@{Domain}",
        password,
        handle,
        name = $"Name of {handle}",
        locale = "fr",
    };

    public static object Question(params string[] skills) => new
    {
        title = "How does one ask a good question?",
        body = "I would like to know how one asks a *good* question.",
        skills = skills.Length > 0 ? skills : ["asking"],
    };
}
