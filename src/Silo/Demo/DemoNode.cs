using Skiller.Grains.Invitations;
using Skiller.Silo.Configuration;
using Skiller.Silo.Hosting;

namespace Skiller.Silo.Demo;

/// <summary>A node with the invented community in it (<c>--demo</c>): what a newcomer sees within a minute.</summary>
internal static class DemoNode
{
    /// <summary>That of all its members: it guards nothing.</summary>
    public const string Password = "les cinq moineaux du toit";

    // What is at stake is nothing, and sixteen people sign in at once.
    private const int PasswordIterations = 10_000;

    /// <summary>Checks the folder, before anything is started, and frees the members of the demo, who have reserved addresses, of limits.</summary>
    public static (Settings Settings, DemoFolder Folder) Prepare(Settings settings) => (
        settings with { AllowSimulation = true, PasswordIterations = PasswordIterations },
        DemoFolder.Open(settings, TimeProvider.System.GetUtcNow()));

    /// <summary>Fills what is not there yet, and says how to look at it.</summary>
    public static async Task Fill(Node node, DemoFolder folder, CancellationToken ct)
    {
        var community = DemoCommunity.Load();
        if (!folder.Mark.IsWhole)
        {
            using var api = new DemoCaller(new Uri(PublicUrls.Reachable(node.PublicAddresses[0])), TimeProvider.System);
            var invitation = await ActivatorUtilities.GetServiceOrCreateInstance<FirstInvitation>(node.Services).Unused(ct);
            await new DemoFilling(api, community, Password, static told => Console.WriteLine($"Demo: {told}")).Run(invitation, ct);
            folder.Complete();
        }

        Announce(node.PublicUrl, community);
    }

    private static void Announce(Uri site, DemoCommunity community)
    {
        var administrator = community.Members[0];
        Console.WriteLine($"""

            The demo is whole: {community.Members.Length} invented members, {community.Questions.Length} questions in French and English. Look at it: {site.AbsoluteUri}
            Take part: {new Uri(site, "/sign-in").AbsoluteUri}
              as the administrator: {administrator.Email}
              or as anybody: {string.Join(", ", community.Members.Skip(1).Take(4).Select(static member => member.Email))}, …
              password of all of them: {Password}
            """);
    }
}
