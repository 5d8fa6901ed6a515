using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Administration.Pages;

/// <summary>Who may see the pages of the administration. Grains refuse whoever is none; this only saves them the way.</summary>
internal static class Administrators
{
    /// <summary>The administrator who reads.</summary>
    public static async Task<Actor> Administrator(this ApiCall call) =>
        await call.Member() is { IsAdministrator: true } actor ? actor : throw new RequestRefusedException(RefusalCode.NotAllowed);
}
