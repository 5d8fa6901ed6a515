namespace Skiller.Grains.Mail;

/// <summary>What mails are told by the settings.</summary>
/// <param name="PublicUrl">What links begin with: from the settings and never from a request (C15).</param>
internal sealed record MailOptions(Uri PublicUrl)
{
    public string Link(string path) => PublicUrl.AbsoluteUri.TrimEnd('/') + path;
}
