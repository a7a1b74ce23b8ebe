#!/bin/sh
# Makes an image for a small computer (x86-64 with UEFI): Debian, the program, the nightly backup, and on the first
# start the code on the screen. As root on Debian; needs debootstrap, dosfstools, e2fsprogs, fdisk, mtools,
# systemd-boot-efi. No loop devices and no network but Debian's packages.
#
#   make-image.sh PROGRAM IMAGE [--kiosk] [--wifi] [--mirror URL]
#
# --kiosk: a screen with the pages and nothing else. --wifi: a Wi-Fi of its own instead of the house's network.
set -eu

usage() { sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2; }
[ $# -ge 2 ] || usage
program=$1 image=$2; shift 2
kiosk= road=mini-pc mirror=
while [ $# -gt 0 ]; do
    case $1 in
        --kiosk) kiosk=yes ;;
        --wifi) road=local-wifi ;;
        --mirror) shift; mirror=$1 ;;
        *) usage ;;
    esac
    shift
done
[ "$(id -u)" = 0 ] || { echo "only root can make files of root" >&2; exit 1; }
[ -x "$program" ] || { echo "there is no program at $program: cargo build --release -p mikropolis" >&2; exit 1; }
boot_efi=/usr/lib/systemd/boot/efi/systemd-bootx64.efi
[ -r "$boot_efi" ] || { echo "apt-get install systemd-boot-efi" >&2; exit 1; }
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/mikropolis-image.XXXXXX")
trap 'rm -rf "$work"' EXIT
root=${MIKROPOLIS_ROOT:-$work/root}

packages=systemd,systemd-sysv,systemd-resolved,systemd-timesyncd,udev,dbus,kmod,iproute2,ca-certificates,initramfs-tools,linux-image-amd64,unattended-upgrades
[ "$road" = mini-pc ] && packages=$packages,avahi-daemon,libnss-mdns
[ "$road" = local-wifi ] && packages=$packages,hostapd,dnsmasq,iw,wireless-regdb
[ -n "$kiosk" ] && packages=$packages,cage,chromium,fonts-dejavu-core
[ -d "$root/etc" ] || debootstrap --variant=minbase --include="$packages" bookworm "$root" ${mirror:+"$mirror"}

echo mikropolis > "$root/etc/hostname"
printf 'LABEL=mikropolis / ext4 x-systemd.growfs,errors=remount-ro 0 1\nLABEL=START /boot/efi vfat umask=0077 0 2\n' \
    > "$root/etc/fstab"
mkdir -p "$root/boot/efi"
# a new kernel of Debian goes to where the machine starts from
for hook in "$root/etc/kernel/postinst.d/zz-start" "$root/etc/initramfs/post-update.d/zz-start"; do
    install -D -m 0755 "$here/start-hook.sh" "$hook"
done
# the disk's whole room on the first start, however small this image is
mkdir -p "$root/etc/repart.d" "$root/etc/systemd/network"
printf '[Partition]\nType=root-x86-64\n' > "$root/etc/repart.d/50-root.conf"
printf '[Match]\nName=en* eth*\n\n[Network]\nDHCP=yes\n' > "$root/etc/systemd/network/20-cable.network"
# nobody signs in at the machine by a password; a key of one's own goes to /root/.ssh if somebody should
passwd_line='root:*:'
grep -q "^$passwd_line" "$root/etc/shadow" || sed -i 's/^root:[^:]*:/root:*:/' "$root/etc/shadow"
for unit in systemd-networkd systemd-resolved systemd-timesyncd; do
    systemctl --root "$root" enable "$unit" >/dev/null 2>&1
done
ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"

install -D -m 0755 "$program" "$root/usr/local/bin/mikropolis"
"$program" setup --root "$root" --road "$road"
if [ -n "$kiosk" ]; then
    install -m 0644 "$here/kiosk.service" "$root/etc/systemd/system/kiosk.service"
    grep -q '^kiosk:' "$root/etc/passwd" || chroot "$root" useradd --create-home --groups video,input,render kiosk
    systemctl --root "$root" enable kiosk.service
    systemctl --root "$root" set-default graphical.target
fi

# two partitions: the start, and everything else
kernel=$(ls "$root"/boot/vmlinuz-* | sort -V | tail -n 1)
initrd=$(ls "$root"/boot/initrd.img-* | sort -V | tail -n 1)
truncate -s 256M "$work/start.img"
mkfs.vfat -F 32 -n START "$work/start.img" >/dev/null
cat > "$work/entry.conf" <<END
title Mikropolis
linux /vmlinuz
initrd /initrd.img
options root=LABEL=mikropolis rw console=ttyS0 console=tty0 quiet
END
printf 'timeout 0\ndefault mikropolis.conf\n' > "$work/loader.conf"
export MTOOLS_SKIP_CHECK=1
mmd -i "$work/start.img" ::/EFI ::/EFI/BOOT ::/loader ::/loader/entries
mcopy -i "$work/start.img" "$boot_efi" ::/EFI/BOOT/BOOTX64.EFI
mcopy -i "$work/start.img" "$work/loader.conf" ::/loader/loader.conf
mcopy -i "$work/start.img" "$work/entry.conf" ::/loader/entries/mikropolis.conf
mcopy -i "$work/start.img" "$kernel" ::/vmlinuz
mcopy -i "$work/start.img" "$initrd" ::/initrd.img

rm -rf "$root/var/cache/apt/archives/"*.deb "$root/var/lib/apt/lists/"*
: > "$root/etc/machine-id"
megabytes=$(($(du -sm "$root" | cut -f 1) * 5 / 4 + 300))
mkfs.ext4 -q -L mikropolis -d "$root" "$work/root.img" "${megabytes}M"

truncate -s $((megabytes + 256 + 4))M "$image"
printf 'label: gpt\nsize=256M, type=uefi, name=start\ntype=4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709, name=mikropolis\n' | sfdisk -q "$image"
dd if="$work/start.img" of="$image" bs=1M seek=1 conv=notrunc,sparse status=none
dd if="$work/root.img" of="$image" bs=1M seek=257 conv=notrunc,sparse status=none
echo "$image: $(du -m "$image" | cut -f 1) MB; onto a disk with: dd if=$image of=/dev/sdX bs=4M conv=fsync"
