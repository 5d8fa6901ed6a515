using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace Skiller.Web.Site;

/// <summary>A member's picture, drawn from the handle: the same for ever, five by five squares mirrored, in one of eight colours of the site.</summary>
internal static class Avatar
{
    private const int Colours = 8;
    private const int Side = 5;
    private const int Half = 3;

    /// <summary>An SVG for decoration: the name beside it says who it is.</summary>
    public static MarkupString Of(string handle)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(handle.ToLowerInvariant()));
        var path = new StringBuilder();
        for (var x = 0; x < Half; x++)
        {
            for (var y = 0; y < Side; y++)
            {
                var top = y;
                while (y < Side && (hash[(x * Side) + y] & 1) == 1)
                {
                    y++;
                }

                if (y > top)
                {
                    Column(path, x, top, y - top);
                    if (x < Half - 1)
                    {
                        Column(path, Side - 1 - x, top, y - top);
                    }
                }
            }
        }

        return new MarkupString(string.Create(
            CultureInfo.InvariantCulture,
            $"<svg class=\"avatar avatar-{hash[^1] % Colours}\" viewBox=\"-1 -1 7 7\" aria-hidden=\"true\"><path d=\"{path}\"/></svg>"));
    }

    private static void Column(StringBuilder path, int x, int y, int height) => path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v{height}h-1z");
}
