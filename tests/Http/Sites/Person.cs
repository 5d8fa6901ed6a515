namespace Skiller.Tests.Http.Sites;

/// <summary>Who calls.</summary>
public sealed record Person(string Id, string Handle, string Token)
{
    public static Person Nobody { get; } = new("", "", "");
}
